package messenger.client;

import java.util.Optional;
import java.util.function.Consumer;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.ratchet.Acceptance;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Introduction;
import messenger.crypto.ratchet.PeerDevice;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.SealedMessage;
import messenger.crypto.ratchet.Session;
import messenger.crypto.ratchet.Wrap;
import messenger.protocol.ServerFrame;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;

/**
 * Makes what was delivered into what was said. Everything is checked on a copy; the state moves on only where all of it
 * holds, and only when the one who asked says so.
 */
final class Unsealer {
    private final Self self;
    private final DevicePrekeys prekeys;
    private final Contacts contacts;
    private final Sessions sessions;

    Unsealer(Self self, DevicePrekeys prekeys, Contacts contacts, Sessions sessions) {
        this.self = self;
        this.prekeys = prekeys;
        this.contacts = contacts;
        this.sessions = sessions;
    }

    /** What a delivery turned out to be. */
    sealed interface Outcome {}

    /**
     * It opened.
     *
     * @param from the device that the session authenticated, and nothing else says who it comes from
     * @param weight what it may bring about
     * @param heartbeatDue whether an answer should go out even if nobody writes one
     * @param keep makes the state move on, in the step where the message is kept
     */
    record Said(PeerDevice from, Message message, Weight weight, boolean heartbeatDue, Consumer<Step> keep)
            implements Outcome {}

    /** What something that was said may bring about, by the standing of its session (PROTOCOL 1.3). */
    enum Weight {
        /** The session may have been begun by a recording: texts are shown, and no command is carried out. */
        TEXTS_ONLY,
        /** They are there. */
        EVERYTHING,
        /** As {@link #EVERYTHING}, and until now they had to take us for a recording. */
        EVERYTHING_AT_LAST
    }

    /** It begins a session with somebody whose device list of then has to be fetched first. */
    record Introduced(AccountId account) implements Outcome {}

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
            PeerDevice from = opened.session().peer();
            if (chainOf(from.account()).isEmpty()) {
                // A stranger of whom nothing was kept but the session, and then this process started anew.
                return new Introduced(from.account());
            }
            requireDevice(from);
            Message inside = open(from.account(), opened.wrap(), frame.content());
            return new Said(
                    from,
                    inside,
                    weight(known.get(), opened.session()),
                    opened.heartbeatDue(),
                    later -> sessions.keep(opened.next(), later));
        }
        Introduction introduction = Introduction.read(message, self.device(), prekeys, step.now());
        Optional<DeviceListChain> chain = chainOf(introduction.peer().account())
                .filter(lists -> lists.find(introduction.deviceListHash()).isPresent());
        return chain.isPresent()
                ? accept(introduction, chain.get(), frame, step)
                : new Introduced(introduction.peer().account());
    }

    /** Why something did not open, for the person alone: what goes to the server is the same in every case. */
    UnreadableMail.Reason whyNot(ServerFrame.Deliver frame) {
        try {
            SealedMessage message = SealedMessage.decode(frame.message());
            if (sessions.recognising(message).isPresent()) {
                return UnreadableMail.Reason.DAMAGED;
            } else if (!message.isFirst()) {
                return UnreadableMail.Reason.NO_SESSION;
            }
            return Introduction.namesKeysOf(message, prekeys)
                    ? UnreadableMail.Reason.DAMAGED
                    : UnreadableMail.Reason.KEYS_GONE;
        } catch (AuthenticationFailedException e) {
            return UnreadableMail.Reason.DAMAGED;
        }
    }

    private static Weight weight(PeerSessions before, Session now) {
        if (!now.isConfirmed()) {
            return Weight.TEXTS_ONLY;
        }
        boolean answered = before.sessions().stream()
                .anyMatch(session -> session.transcript().equals(now.transcript()) && session.isDoubtful());
        return answered ? Weight.EVERYTHING_AT_LAST : Weight.EVERYTHING;
    }

    private Optional<DeviceListChain> chainOf(AccountId account) {
        return account.equals(self.id())
                ? Optional.of(self.account().chain())
                : contacts.ofOrCandidate(account).map(Contact::chain);
    }

    /** A device that its account has taken out says nothing any more. */
    private void requireDevice(PeerDevice from) throws AuthenticationFailedException {
        boolean isDevice = chainOf(from.account())
                .flatMap(chain -> chain.newest().list().device(from.device()))
                .isPresent();
        if (!isDevice) {
            throw new AuthenticationFailedException();
        }
    }

    private Said accept(Introduction introduction, DeviceListChain chain, ServerFrame.Deliver frame, Step step)
            throws AuthenticationFailedException {
        Acceptance accepted = introduction.accept(chain, prekeys, step.now());
        PeerDevice from = introduction.peer();
        Message inside = open(from.account(), accepted.wrap(), frame.content());
        Weight weight = accepted.session().isConfirmed() ? Weight.EVERYTHING : Weight.TEXTS_ONLY;
        return new Said(from, inside, weight, accepted.heartbeatDue(), later -> {
            prekeys.consume(accepted.consumed(), later);
            sessions.add(accepted.session(), later);
        });
    }

    private Message open(AccountId from, Wrap wrap, Bytes ciphertext) throws AuthenticationFailedException {
        Bytes plain = Envelope.open(wrap, ciphertext);
        if (plain.size() == 0) {
            return new Empty();
        }
        try {
            Content content = Content.decode(plain);
            // Who is not a member of a conversation says nothing in it (PROTOCOL 1.5).
            if (!content.conversation().equals(ConversationId.direct(self.id(), from))) {
                throw new AuthenticationFailedException();
            }
            return new Full(content);
        } catch (MalformedException e) {
            throw new AuthenticationFailedException();
        }
    }
}
