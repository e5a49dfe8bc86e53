/**
 * Primitives as misuse-proof types: keys that know what they are for, secrets that do not print, one AEAD, one KDF, one
 * canonical codec. Curves, ML-KEM and Argon2id come from Bouncy Castle's lightweight API, AES-256-GCM, SHA-2 and HMAC
 * from the JDK.
 *
 * <p>Deterministic given its {@link java.security.SecureRandom} argument; it knows no clock, no file, no network and
 * nothing of what the rest of the program does with it. Hostile input ends in one of three checked exceptions: {@link
 * messenger.crypto.MalformedException} (it is not even an encoding), {@link messenger.crypto.RejectedKeyException} (a
 * key that must not be used) and {@link messenger.crypto.AuthenticationFailedException} (a tag or signature did not
 * verify).
 */
package messenger.crypto;
