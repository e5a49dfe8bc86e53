package messenger.transport;

/** What the certificate authorities say about a server. */
public enum Certification {
    /** One of the trusted authorities vouches, now, that the key belongs to the host. */
    CERTIFIED,
    /** No chain leads to a trusted authority; so it is with every certificate that a server made for itself. */
    UNKNOWN_ISSUER,
    /** An authority vouches, but for other hosts. */
    OTHER_HOST,
    /** The certificate, or one above it, has expired or is not valid yet. */
    OUT_OF_DATE,
    /** Nobody asked. */
    NOT_CHECKED
}
