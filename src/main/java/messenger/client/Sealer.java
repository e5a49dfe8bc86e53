package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.Prekey;
import messenger.crypto.identity.PrekeyBundle;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Handshake;
import messenger.crypto.ratchet.PeerDevice;
import messenger.crypto.ratchet.Purpose;
import messenger.crypto.ratchet.Session;
import messenger.crypto.ratchet.SessionEndedException;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import messenger.protocol.content.Content;

/**
 * Makes what is written into what is sent: one envelope, and a wrap for each device of the recipient (PROTOCOL 1.5).
 */
final class Sealer {
    /** How long to wait before a bundle that could not be had is asked for again. */
    static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

    private final Self self;
    private final Contacts contacts;
    private final Sessions sessions;
    private final Conversations conversations;
    private final Lookups lookups;
    private final SentContents sent;
    private final Map<PeerDevice, Instant> askAgainAt = new HashMap<>();

    /** Devices of which the server has no keys, as of one that is being linked: nothing waits for them. */
    private final Set<PeerDevice> absent = new HashSet<>();

    Sealer(
            Self self,
            Contacts contacts,
            Sessions sessions,
            Conversations conversations,
            Lookups lookups,
            SentContents sent) {
        this.self = self;
        this.contacts = contacts;
        this.sessions = sessions;
        this.conversations = conversations;
        this.lookups = lookups;
        this.sent = sent;
    }

    /** What became of sealing. */
    sealed interface Sealing {}

    /** It can be sent. */
    record Ready(OutboxItem.Sealed sealed) implements Sealing {}

    /** Keys are missing and asked for, or nothing may be sent until a person decides. */
    record NotYet() implements Sealing {}

    /** There is nobody any more to whom it could go. */
    record Nobody() implements Sealing {}

    /** Seals an item for every device of its recipient, or asks for the keys that are missing. */
    Sealing seal(OutboxItem item, Requests requests, Step step, SecureRandom random) {
        boolean own = item.to().equals(self.id());
        if (!own && !contact(item).maySend()) {
            return contact(item).standing() == Contact.Standing.GONE ? new Nobody() : new NotYet();
        }
        if (item.payload() instanceof OutboxItem.Waiting waiting && waiting.again() && lookups.isWanted(item.to())) {
            return new NotYet();
        }
        List<Device> all = own ? self.account().otherDevices() : contact(item).devices();
        List<Device> devices = item.only().isEmpty()
                ? all
                : all.stream()
                        .filter(device -> item.only().contains(device.id()))
                        .toList();
        if (devices.isEmpty()) {
            return new Nobody();
        }
        List<Device> present = new ArrayList<>();
        boolean waits = false;
        for (Device device : devices) {
            PeerDevice peer = new PeerDevice(item.to(), device.id());
            if (sessions.canSeal(peer, step.now())) {
                present.add(device);
            } else {
                ask(peer, requests, step);
                waits |= !absent.contains(peer);
            }
        }
        return waits || present.isEmpty() ? new NotYet() : new Ready(seal(item, present, step, random));
    }

    private Contact contact(OutboxItem item) {
        return contacts.of(item.to()).orElseThrow(() -> new IllegalStateException("mail for nobody"));
    }

    /**
     * What lets us hand in mail for an account without saying who we are; empty where we do not have it. Only its own
     * list says that a key is void: the word of the server would be enough to make everybody show themselves.
     */
    Bytes accessKey(AccountId to) {
        if (to.equals(self.id())) {
            return self.account().knowsAccessKey() ? self.accessKey() : Bytes.EMPTY;
        }
        return contacts.of(to)
                .filter(contact -> Sha256.of(contact.accessKey())
                        .equals(contact.deviceList().list().accessKeyHash()))
                .map(Contact::accessKey)
                .orElse(Bytes.EMPTY);
    }

    /** Whether it is being asked if the key of an account is still the one that we have. */
    boolean isSettling(AccountId to) {
        boolean hasKey = contacts.of(to)
                .filter(contact -> contact.accessKey().size() > 0)
                .isPresent();
        return (hasKey || to.equals(self.id())) && lookups.isWanted(to);
    }

    /** The account has other devices or another key than we know, if the server tells the truth. */
    void refused(AccountId to) {
        lookups.want(to);
    }

    private void ask(PeerDevice peer, Requests requests, Step step) {
        Requests.Bundle question = new Requests.Bundle(peer);
        boolean tooSoon = step.steady().isBefore(askAgainAt.getOrDefault(peer, Instant.EPOCH));
        if (!requests.isOpen(question) && !tooSoon) {
            step.transmit(
                    Route.MEMBER, new ClientFrame.TakeBundle(requests.add(question), peer.account(), peer.device()));
        }
    }

    private OutboxItem.Sealed seal(OutboxItem item, List<Device> devices, Step step, SecureRandom random) {
        Conversation conversation = conversations
                .find(item.conversation())
                .orElseThrow(() -> new IllegalStateException("mail for no conversation"));
        Envelope envelope = item.payload() instanceof OutboxItem.Waiting waiting
                ? Envelope.seal(content(conversation, item, waiting).encoded(), random)
                : Envelope.heartbeat(random);
        SubmissionId submission = SubmissionId.random(random);
        if (item.payload() instanceof OutboxItem.Waiting waiting
                && !waiting.body().isUncounted()) {
            Conversation next = conversations.keep(conversation.withSent(envelope.ciphertext()), step);
            sent.keep(
                    new SentContent(
                            next.id(),
                            next.sentCount(),
                            item.id(),
                            item.at(),
                            step.now(),
                            submission,
                            devices.stream().map(Device::id).toList(),
                            waiting.parents(),
                            List.of(waiting.body())),
                    step);
        }
        List<Wrap> wraps = new ArrayList<>();
        for (Device device : devices) {
            PeerDevice peer = new PeerDevice(item.to(), device.id());
            try {
                Bytes message =
                        sessions.seal(peer, envelope.wrap(), step, random).encoded();
                wraps.add(new Wrap(device.mailbox(), message));
            } catch (SessionEndedException e) {
                throw new IllegalStateException("the session could seal a moment ago", e);
            }
        }
        return new OutboxItem.Sealed(submission, envelope.ciphertext(), wraps, item.payload());
    }

    private Content content(Conversation conversation, OutboxItem item, OutboxItem.Waiting waiting) {
        boolean counts = !waiting.body().isUncounted();
        return new Content(
                conversation.id(),
                item.id(),
                counts ? conversation.sentCount() + 1 : 0,
                counts ? conversation.sentChain() : Content.CHAIN_START,
                waiting.parents(),
                item.at().toEpochMilli(),
                self.deviceListMark(),
                waiting.body());
    }

    /** A submission reached nobody, and its writer is told so: nobody needs to hear it later. */
    void failed(SubmissionId submission, Step step) {
        sent.failed(submission, step);
    }

    /** Begins a session with what the server gave out; what does not check out is as good as nothing. */
    void bundle(PeerDevice peer, ServerFrame.Bundle answer, Step step, SecureRandom random) {
        absent.remove(peer);
        try {
            SignedDeviceList list = SignedDeviceList.decode(answer.deviceList());
            if (!newest(peer.account()).equals(list)) {
                // Theirs is newer, or the server's older: either way, only the whole chain tells.
                lookups.want(peer.account());
                askAgainAt.put(peer, step.steady().plus(Lookups.PAUSE_AFTER_RATE_LIMIT));
                return;
            }
            List<Prekey> oneTime = new ArrayList<>();
            for (Bytes encoded : answer.oneTime()) {
                oneTime.add(Prekey.decode(encoded));
            }
            PrekeyBundle bundle = PrekeyBundle.verify(
                    peer.account(), list, peer.device(), Prekey.decode(answer.signed()), oneTime, Days.of(step.now()));
            if (!sessions.canSeal(peer, step.now())) {
                Session session = Handshake.initiate(self.device(), bundle, Purpose.CONVERSATION, step.now(), random);
                sessions.add(session, step);
            }
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            noBundle(peer, Refusal.BAD_SIGNATURE, step);
        }
    }

    private SignedDeviceList newest(AccountId account) throws AuthenticationFailedException {
        return account.equals(self.id())
                ? self.account().deviceList()
                : contacts.of(account).map(Contact::deviceList).orElseThrow(AuthenticationFailedException::new);
    }

    /** There are no keys to be had for this device now. */
    void noBundle(PeerDevice peer, Refusal reason, Step step) {
        askAgainAt.put(peer, step.steady().plus(ASK_AGAIN_AFTER));
        if (reason == Refusal.RATE) {
            return;
        }
        if (reason == Refusal.NO_PREKEYS) {
            absent.add(peer);
        }
        lookups.want(peer.account());
        contacts.of(peer.account())
                .filter(contact -> contact.devices().size() == 1)
                .ifPresent(contact -> step.tell(new Notice.NoKeys(contact.name())));
    }
}
