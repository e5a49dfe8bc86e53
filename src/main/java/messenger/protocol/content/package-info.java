/**
 * What is inside the ciphertext: conversations, messages, receipts (PROTOCOL 1.5). Only clients may know this package;
 * the build refuses an import of it in the server.
 *
 * <p>A {@link messenger.protocol.content.Content} says nothing about who sent it: the sender is the device whose
 * session opened it. Bodies are a sealed family; a further kind of body is a record and a line in {@link
 * messenger.protocol.content.Body}.
 */
package messenger.protocol.content;
