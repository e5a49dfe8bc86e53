package messenger.client.net;

/** Why a link believes that it talks to the right server. */
public enum TrustedBy {
    /** Its key is the one that was pinned. */
    PIN,
    /** A certificate authority vouches for it. */
    AUTHORITY
}
