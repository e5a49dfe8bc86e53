package messenger.crypto.ratchet;

import messenger.crypto.Bytes;

/** What lies in a mailbox: a sealed message, and the ciphertext that its wrap is for. */
public record Parcel(Bytes message, Bytes ciphertext) {
    public Parcel withMessage(Bytes other) {
        return new Parcel(other, ciphertext);
    }

    public boolean isFirst() {
        return message.at(0) == 1;
    }
}
