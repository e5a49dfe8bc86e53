/**
 * Passwords that the server never sees: OPAQUE-3DH (RFC 9807) in the configuration P256-SHA256, HKDF-SHA-256,
 * HMAC-SHA-256, SHA-256, Argon2id, P-256.
 *
 * <pre>
 *   client                                             server
 *   OpaqueRegistration.start(password)  -- request --&gt;  OpaqueServer.registrationResponse
 *   finish(response)                    -- record --&gt;   RegistrationRecord.decode, keep
 *
 *   OpaqueLogin.start(password)         -- KE1 --&gt;      OpaqueServer.loginResponse or loginResponseWithoutRecord
 *   finish(KE2)                         -- KE3 --&gt;      PendingLogin.finish
 * </pre>
 *
 * <p>The caller's part: the channel is TLS and the server is authenticated before a registration; a try is counted when
 * an answer is sent, not when KE3 fails (see {@link messenger.crypto.opaque.OpaqueServer}).
 *
 * <p>Imports only {@code crypto} and Bouncy Castle's lightweight API. Deterministic given its {@link
 * java.security.SecureRandom} argument (Bouncy Castle blinds its inversions from a source of its own, which changes no
 * result); no clock, no I/O, no thread. Hostile input ends in {@link
 * messenger.crypto.MalformedException}, {@link messenger.crypto.RejectedKeyException} or {@link
 * messenger.crypto.AuthenticationFailedException}, and in nothing else.
 *
 * <h2>Timing</h2>
 *
 * <p>Every multiplication by a secret goes through Bouncy Castle's {@code ECAlgorithms.multiplySecret} (since 1.86): a
 * fixed window over the custom curve's limbs, tables read whole, no branch on the scalar. The usual {@code
 * ECPoint.multiply} is wNAF, whose run of doublings and additions depends on the scalar, and must not be used here. The
 * blind's inverse is {@code BigIntegers.modOddInverse}, which is constant-time too; codes compare in constant time.
 *
 * <p>Not constant-time: a scalar is a {@link java.math.BigInteger}, whose length shows leading zero words (once in 2^32
 * for a scalar), as does reducing one; and {@code hash2curve} on the client, which computes on the password in
 * BigIntegers throughout. What follows: the server, whom strangers can measure, multiplies by its secrets in constant
 * time, and the one step on the password runs where only somebody on the same machine could measure it. Neither
 * BigIntegers nor points can be erased; they stay in the heap until it is reused.
 */
package messenger.crypto.opaque;
