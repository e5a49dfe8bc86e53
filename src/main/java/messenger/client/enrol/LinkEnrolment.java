package messenger.client.enrol;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.client.OwnAccount;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.verify.LinkChannel;
import messenger.crypto.verify.LinkOffer;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.content.LinkMessages;

/**
 * A new device that another device of the account takes in (PROTOCOL 1.13); the other side is {@code client.Linking}.
 * It becomes a device only when the person has said that both screens show the same numbers: until then whoever is at
 * the other end may be anybody who saw the code.
 */
public final class LinkEnrolment implements Enrolment {
    private static final String SOFTWARE = "messenger";

    private final String server;
    private final SecureRandom random;
    private final DeviceKeys keys;
    private Stage stage = Stage.OFFLINE;
    private Bytes serverKeyHash = Bytes.EMPTY;
    private Optional<LinkOffer> offer = Optional.empty();
    private Optional<LinkChannel> channel = Optional.empty();
    private Optional<OwnAccount> account = Optional.empty();
    private boolean compared;

    private enum Stage {
        OFFLINE,
        GREETED,
        /** The code is on the screen. */
        WAITING,
        /** It lies on the screen and is good for nothing. */
        EXPIRED,
        /** The other device has our public keys. */
        JOINED,
        /** The numbers are on both screens. */
        MET,
        /** The shell makes the vault. */
        KEEPING,
        OVER
    }

    private LinkEnrolment(String server, SecureRandom random) {
        this.server = server;
        this.random = random;
        // The account gives the id.
        this.keys = DeviceKeys.generate(DeviceId.FIRST, random);
    }

    /**
     * A device that is to be linked.
     *
     * @param server where the other device finds the server too, host and port
     */
    public static LinkEnrolment create(String server, SecureRandom random) {
        return new LinkEnrolment(server, random);
    }

    @Override
    public List<EnrolEffect> on(EnrolEvent event, Instant now) {
        List<EnrolEffect> effects = new ArrayList<>();
        if (stage == Stage.OVER) {
            return effects;
        } else if (event instanceof EnrolEvent.LinkUp up) {
            linkUp(up, effects);
        } else if (event instanceof EnrolEvent.LinkDown) {
            linkDown(effects);
        } else if (event instanceof EnrolEvent.Arrived arrived) {
            take(arrived.frame(), now, effects);
        } else if (event instanceof EnrolEvent.Compared answer) {
            compared(answer.equal(), effects);
        } else if (event instanceof EnrolEvent.NewCode) {
            newCode(effects);
        } else if (event instanceof EnrolEvent.Kept) {
            kept(effects);
        } else if (event instanceof EnrolEvent.Tick) {
            tick(now, effects);
        } else if (!(event instanceof EnrolEvent.Confirmed)) {
            throw new AssertionError("no handling of " + event.getClass());
        }
        return effects;
    }

    private void linkUp(EnrolEvent.LinkUp up, List<EnrolEffect> effects) {
        if (stage == Stage.OFFLINE) {
            stage = Stage.GREETED;
            serverKeyHash = up.serverKeyHash();
            transmit(new ClientFrame.Hello(Limits.PROTOCOL_VERSION, SOFTWARE), effects);
        }
    }

    /** A code is good at one rendezvous, which ends with the connection; nobody has come to it yet. */
    private void linkDown(List<EnrolEffect> effects) {
        if (stage == Stage.JOINED || stage == Stage.MET) {
            end(EnrolEffect.Outcome.BROKEN_OFF, effects);
        } else if (stage == Stage.GREETED || stage == Stage.WAITING) {
            stage = Stage.OFFLINE;
            offer = Optional.empty();
        }
    }

    private void take(ServerFrame frame, Instant now, List<EnrolEffect> effects) {
        if (frame instanceof ServerFrame.Welcome && stage == Stage.GREETED) {
            open(now, effects);
        } else if (frame instanceof ServerFrame.LinkJoined && stage == Stage.WAITING) {
            stage = Stage.JOINED;
            transmit(new ClientFrame.LinkSay(offer.orElseThrow().publicMessage()), effects);
        } else if (frame instanceof ServerFrame.LinkSaid said) {
            said(said.message(), now, effects);
        } else if (frame instanceof ServerFrame.LinkEnded) {
            ended(effects);
        } else if (frame instanceof ServerFrame.Refused refused) {
            refused(refused.reason(), effects);
        } else if (frame instanceof ServerFrame.Goodbye goodbye) {
            refused(goodbye.reason(), effects);
        }
        // Whatever else the server says here was not asked for, and changes nothing.
    }

    private void open(Instant now, List<EnrolEffect> effects) {
        LinkOffer fresh = LinkOffer.create(server, serverKeyHash, now, random);
        offer = Optional.of(fresh);
        stage = Stage.WAITING;
        transmit(new ClientFrame.LinkOpen(fresh.code().rendezvous()), effects);
        effects.add(new EnrolEffect.ShowCode(fresh.code()));
    }

    private void said(Bytes message, Instant now, List<EnrolEffect> effects) {
        try {
            if (stage == Stage.JOINED) {
                meet(message, now, effects);
            } else if (stage == Stage.MET && account.isEmpty()) {
                LinkChannel.Opened opened = channel.orElseThrow().open(message);
                channel = Optional.of(opened.next());
                account = Optional.of(account(LinkMessages.Membership.decode(opened.plaintext())));
                becomeOnceCompared(effects);
            } else if (stage != Stage.KEEPING) {
                end(EnrolEffect.Outcome.NOT_GENUINE, effects);
            }
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            end(EnrolEffect.Outcome.NOT_GENUINE, effects);
        }
    }

    /** The one reply to the offer. Our public keys are no secret from whoever made the channel, and leave at once. */
    private void meet(Bytes reply, Instant now, List<EnrolEffect> effects) throws AuthenticationFailedException {
        LinkChannel met = offer.orElseThrow().complete(reply, now);
        offer = Optional.empty();
        stage = Stage.MET;
        LinkChannel.Sealed candidate = met.seal(new LinkMessages.Candidate(
                        keys.signing().publicKey(), keys.identity().publicKey(), keys.mailbox())
                .encoded());
        channel = Optional.of(candidate.next());
        transmit(new ClientFrame.LinkSay(candidate.message()), effects);
        effects.add(new EnrolEffect.ShowNumbers(met.sas()));
    }

    /** Who this device would be: only in a list that names exactly its keys, with the access key the list speaks of. */
    private OwnAccount account(LinkMessages.Membership membership) throws AuthenticationFailedException {
        DeviceKeys own = new DeviceKeys(membership.device(), keys.signing(), keys.identity(), keys.mailbox());
        DeviceList list = membership.deviceList().list();
        boolean names = list.device(own.id())
                .filter(device -> device.equals(own.publicDevice(device.createdDay())))
                .isPresent();
        if (!names || !Sha256.of(membership.accessKey()).equals(list.accessKeyHash())) {
            throw new AuthenticationFailedException();
        }
        return OwnAccount.joined(
                membership.name(),
                Optional.empty(),
                own,
                DeviceListChain.of(membership.deviceList()),
                Secret.copyOf(membership.accessKey().toArray()));
    }

    private void compared(boolean equal, List<EnrolEffect> effects) {
        if (stage != Stage.MET) {
            return;
        }
        if (equal) {
            compared = true;
            becomeOnceCompared(effects);
        } else {
            end(EnrolEffect.Outcome.NOT_GENUINE, effects);
        }
    }

    private void becomeOnceCompared(List<EnrolEffect> effects) {
        if (compared && account.isPresent()) {
            stage = Stage.KEEPING;
            effects.add(new EnrolEffect.Become(account.get()));
        }
    }

    /** The other device learns that this one is there; where that is lost, it finds out from the server. */
    private void kept(List<EnrolEffect> effects) {
        if (stage == Stage.KEEPING) {
            LinkChannel.Sealed joined = channel.orElseThrow().seal(new LinkMessages.Joined().encoded());
            transmit(new ClientFrame.LinkSay(joined.message()), effects);
            end(EnrolEffect.Outcome.DONE, effects);
        }
    }

    private void ended(List<EnrolEffect> effects) {
        if (stage == Stage.WAITING) {
            expire(effects);
        } else if (stage == Stage.JOINED || stage == Stage.MET) {
            end(EnrolEffect.Outcome.BROKEN_OFF, effects);
        }
    }

    private void refused(Refusal reason, List<EnrolEffect> effects) {
        if (stage != Stage.KEEPING) {
            end(Outcomes.of(reason), effects);
        }
    }

    private void tick(Instant now, List<EnrolEffect> effects) {
        boolean waits = stage == Stage.WAITING || stage == Stage.JOINED;
        if (waits && offer.orElseThrow().code().isExpired(now)) {
            expire(effects);
        }
    }

    private void expire(List<EnrolEffect> effects) {
        stage = Stage.EXPIRED;
        offer = Optional.empty();
        effects.add(new EnrolEffect.CodeExpired());
    }

    /** On a new connection, because the server has one rendezvous for each. */
    private void newCode(List<EnrolEffect> effects) {
        if (stage == Stage.EXPIRED) {
            stage = Stage.OFFLINE;
            effects.add(new EnrolEffect.Disconnect());
        }
    }

    private static void transmit(ClientFrame frame, List<EnrolEffect> effects) {
        effects.add(new EnrolEffect.Transmit(frame));
    }

    private void end(EnrolEffect.Outcome outcome, List<EnrolEffect> effects) {
        stage = Stage.OVER;
        offer = Optional.empty();
        channel = Optional.empty();
        account = Optional.empty();
        effects.add(new EnrolEffect.End(outcome));
    }

    @Override
    public String toString() {
        return "LinkEnrolment(" + stage + ")";
    }
}
