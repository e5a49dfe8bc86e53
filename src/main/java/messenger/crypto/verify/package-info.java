/**
 * How people make sure of each other, and of their own devices, over a channel that is not the server: numbers that two
 * screens show and people compare, and codes that people copy (PROTOCOL 1.13, 1.14).
 *
 * <pre>
 *   SafetyNumber.of(own, peer)                       sixty digits, or a QR code to compare
 *   SasStarter.begin   -> commitment ->              SasResponder.answer
 *              reveal  <- nonce      <-
 *              Sas     -> own nonce  ->              finish -> Sas      both screens show the same digits
 *   LinkOffer.create   -> code by hand, keys ->      LinkAcceptor.accept
 *              complete -> LinkChannel  <- reply <-  LinkChannel        both screens show the same digits
 *   TypedCode, RecoveryCode                          bytes as text that says what it is for
 * </pre>
 *
 * <p>What is compared by eye has a label of its own and stands for exactly one question; a code of one kind is never
 * taken for another, so that nobody links a device who meant to join a group.
 *
 * <p>Imports only {@code crypto} and {@code crypto.identity}. No clock, no random source, no I/O: time and randomness
 * are arguments, states are immutable, and whoever keeps them replaces the old state before anything is transmitted.
 */
package messenger.crypto.verify;
