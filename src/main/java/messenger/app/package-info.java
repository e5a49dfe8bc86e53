/**
 * The program: {@code Main}, its commands, and the composition roots {@link messenger.app.ServerApp} and {@link
 * messenger.app.ClientRuntime}, the only places that wire, start threads and say "now".
 *
 * <pre>
 *   ServerApp:     config -> store, identity, core, listener -> one core thread
 *   ClientRuntime: vault, core and link on one thread, "client"; whoever it serves is its Audience
 *     ScriptClient: an Audience that waits        -> every command for scripts
 *     ScreenClient: an Audience that draws (ui)   -> client, demo
 * </pre>
 *
 * <p>What goes wrong becomes words in {@link messenger.app.Sentences} and {@link messenger.app.NoticeSentences}, for
 * the commands and the screen alike; {@link messenger.app.PersonTrouble} and {@code Sentences.exitOf} add the exit
 * code.
 *
 * <p>Data goes to standard output, what is for people to standard error, and the exit code says how it went: see {@link
 * messenger.app.Exit}.
 */
package messenger.app;
