/**
 * The program: {@code Main}, its commands, and the composition roots {@link messenger.app.ServerApp} and {@link
 * messenger.app.ClientRuntime}, the only places that wire, start threads and say "now".
 *
 * <pre>
 *   ServerApp:     config -> store, identity, core, listener -> one core thread
 *   ClientRuntime: vault, core and link on one thread, "client"; whoever it serves is its Audience
 *     ScriptClient: an Audience that waits        -> register, send, fetch, listen, users, history
 *     ScreenClient: an Audience that draws (ui)   -> client, demo
 * </pre>
 *
 * <p>Data goes to standard output, what is for people to standard error, and the exit code says how it went: see {@link
 * messenger.app.Exit}.
 */
package messenger.app;
