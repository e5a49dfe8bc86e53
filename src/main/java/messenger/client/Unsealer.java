package messenger.client;

import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.ratchet.Acceptance;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Introduction;
import messenger.crypto.ratchet.LocalDevice;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.SealedMessage;
import messenger.crypto.ratchet.Wrap;
import messenger.protocol.ServerFrame;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;

/**
 * Makes what was delivered into what was said. Everything is checked on a copy; the state moves on only where all of it
 * holds.
 */
final class Unsealer {
    private final AccountId self;
    private final LocalDevice device;
    private final DevicePrekeys prekeys;
    private final Contacts contacts;
    private final Sessions sessions;

    Unsealer(AccountId self, LocalDevice device, DevicePrekeys prekeys, Contacts contacts, Sessions sessions) {
        this.self = self;
        this.device = device;
        this.prekeys = prekeys;
        this.contacts = contacts;
        this.sessions = sessions;
    }

    /** What a delivery turned out to be. */
    sealed interface Outcome {}

    /**
     * It opened.
     *
     * @param from who it comes from: the account that the session authenticated, and nothing else says so
     * @param heartbeatDue whether an answer should go out even if nobody writes one
     */
    record Said(AccountId from, Message message, boolean heartbeatDue) implements Outcome {}

    /** It begins a session, with somebody whose device list has to be fetched first. */
    record Introduced(Introduction introduction) implements Outcome {}

    /** What was inside. */
    sealed interface Message {}

    /** A content. */
    record Full(Content content) implements Message {}

    /** Nothing: a heartbeat. */
    record Empty() implements Message {}

    /** Opens a delivery, or says what is missing for it. */
    Outcome unseal(ServerFrame.Deliver frame, Step step) throws AuthenticationFailedException {
        SealedMessage message = SealedMessage.decode(frame.message());
        Optional<PeerSessions> known = sessions.recognising(message);
        if (known.isPresent()) {
            PeerSessions.Opened opened = known.get().open(message, step.now());
            AccountId from = opened.session().peer().account();
            Said said = new Said(from, open(from, opened.wrap(), frame.content()), opened.heartbeatDue());
            sessions.keep(opened.next(), step);
            return said;
        }
        Introduction introduction = Introduction.read(message, device, prekeys, step.now());
        Optional<Contact> contact = contacts.of(introduction.peer().account());
        boolean sameList =
                contact.isPresent() && contact.get().deviceList().list().hash().equals(introduction.deviceListHash());
        return sameList ? accept(introduction, contact.get(), frame, step) : new Introduced(introduction);
    }

    /** Accepts a session from somebody whose device list is here now. */
    Said accept(Introduction introduction, Contact contact, ServerFrame.Deliver frame, Step step)
            throws AuthenticationFailedException {
        if (contact.trust() == Contact.Trust.CHANGED) {
            throw new AuthenticationFailedException();
        }
        Acceptance accepted = introduction.accept(DeviceListChain.of(contact.deviceList()), prekeys, step.now());
        Message message = open(contact.account(), accepted.wrap(), frame.content());
        prekeys.consume(accepted.consumed(), step);
        sessions.add(accepted.session(), step);
        return new Said(contact.account(), message, accepted.heartbeatDue());
    }

    private Message open(AccountId from, Wrap wrap, Bytes ciphertext) throws AuthenticationFailedException {
        Bytes plain = Envelope.open(wrap, ciphertext);
        if (plain.size() == 0) {
            return new Empty();
        }
        try {
            Content content = Content.decode(plain);
            // Who is not a member of a conversation says nothing in it (PROTOCOL 1.5).
            if (!content.conversation().equals(ConversationId.direct(self, from))) {
                throw new AuthenticationFailedException();
            }
            return new Full(content);
        } catch (MalformedException e) {
            throw new AuthenticationFailedException();
        }
    }
}
