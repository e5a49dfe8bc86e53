/**
 * Who is who: accounts that certify themselves, the devices they name, the prekeys those devices publish, and the proof
 * of a login (PROTOCOL 1.1, 1.2, 1.14, 1.16.1). Signed statements in the canonical encoding; server and client check
 * the same ones.
 *
 * <pre>
 *   AccountKey (AIK) --signs--> DeviceList --names--> DeviceKeys (DSK, DIK) --DSK signs--> Prekey, LoginProof
 *        |
 *     AccountId = hash of AIK
 * </pre>
 *
 * <p>Nothing here knows names, clocks, files or the network; a day is an epoch day that the caller names.
 */
package messenger.crypto.identity;
