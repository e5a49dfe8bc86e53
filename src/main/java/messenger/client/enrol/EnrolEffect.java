package messenger.client.enrol;

import java.util.List;
import messenger.client.OwnAccount;
import messenger.crypto.identity.Device;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.Sas;
import messenger.protocol.ClientFrame;
import messenger.protocol.UserName;

/** What a device that is to become one of an account wants done. */
public sealed interface EnrolEffect {
    /** Hand a frame to the link; where there is none, it is dropped. */
    record Transmit(ClientFrame frame) implements EnrolEffect {}

    /** Close the link; the shell tries again by itself. */
    record Disconnect() implements EnrolEffect {}

    /** Show this code, until it expires, for the device of the account. */
    record ShowCode(LinkCode code) implements EnrolEffect {}

    /** Nobody came in time; {@link EnrolEvent.NewCode} asks for another code. */
    record CodeExpired() implements EnrolEffect {}

    /** Show these numbers; both screens show the same, and {@link EnrolEvent.Compared} says so. */
    record ShowNumbers(Sas numbers) implements EnrolEffect {}

    /** Say what recovery does, and ask: all these devices are signed out. */
    record Confirm(UserName name, List<Device> signedOut) implements EnrolEffect {
        public Confirm {
            signedOut = List.copyOf(signedOut);
        }
    }

    /**
     * Make a vault with this account, durable, before anything else; then say {@link EnrolEvent.Kept}. Where that
     * fails, the enrolment is to be thrown away.
     */
    record Become(OwnAccount account) implements EnrolEffect {}

    /** It is over. */
    record End(Outcome outcome) implements EnrolEffect {}

    /** How it ends. */
    enum Outcome {
        /** This is a device of the account. */
        DONE,
        /** The connection was lost, or the other device left. Nothing has changed. */
        BROKEN_OFF,
        /** The numbers differ, or what came does not fit: somebody is in between. */
        NOT_GENUINE,
        /** The password is wrong, or nobody has the name; the server never says which. */
        LOGIN,
        /** Too many wrong passwords; this way in is shut for some minutes. */
        LOCKED,
        /** The recovery code is that of another account. */
        WRONG_CODE,
        /** The person did not want it. */
        NOT_AGREED,
        /** The account had so many devices that there is no number left for another. */
        NO_DEVICE_LEFT,
        /** Another device changed the account meanwhile. */
        CONFLICT,
        /** Whether the server took it is not known; the vault is there, and the next login shows it. */
        UNCONFIRMED,
        /** Too many tries; later. */
        RATE,
        /** The server has no room, or stops; later. */
        UNAVAILABLE,
        /** The server speaks another version of the protocol. */
        VERSION,
        /** The server refused for another reason. */
        REFUSED
    }
}
