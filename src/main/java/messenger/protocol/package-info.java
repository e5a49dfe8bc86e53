/**
 * What crosses the wire between a client and the server: ids, frames, limits, and the only parser of them.
 *
 * <p>Two sealed families, {@link messenger.protocol.ClientFrame} and {@link messenger.protocol.ServerFrame}; {@link
 * messenger.protocol.FrameCodec} turns them into CBOR arrays and back. What arrives is first checked for shape (types,
 * depth, lengths against what is there), then bound to records, whose constructors hold the limits; all that can go
 * wrong is one checked {@link messenger.crypto.MalformedException}. What is inside a ciphertext is not known here.
 */
package messenger.protocol;
