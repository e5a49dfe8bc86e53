package messenger.transport;

/** Which key exchanges a server agrees to. */
public enum KeyExchange {
    /** X25519MLKEM768 where the client can, else a classical group: what is recorded today may be read one day. */
    POST_QUANTUM_PREFERRED,
    /** X25519MLKEM768, or the handshake is refused with {@code insufficient_security}. */
    POST_QUANTUM_REQUIRED
}
