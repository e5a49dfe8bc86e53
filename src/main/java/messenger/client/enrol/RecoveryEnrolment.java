package messenger.client.enrol;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.client.OwnAccount;
import messenger.crypto.Argon2id;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.opaque.Identities;
import messenger.crypto.opaque.LoginBinding;
import messenger.crypto.opaque.OpaqueLogin;
import messenger.crypto.opaque.PasswordStretching;
import messenger.crypto.verify.RecoveryCode;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;

/**
 * A new device that gets in without any other one: by the password, and by the recovery code, which signs a device list
 * with this device and no other (PROTOCOL 1.16.2). The vault is made before the server hears of that list: a device
 * that the server knows and nobody has the keys of would shut the account for good.
 */
public final class RecoveryEnrolment implements Enrolment {
    private static final String SOFTWARE = "messenger";
    private static final RequestId START = new RequestId(1);
    private static final RequestId FINISH = new RequestId(2);
    private static final RequestId FIND = new RequestId(3);

    private final UserName name;
    private final AccountKey key;
    private final PasswordStretching stretching;
    private final OpaqueLogin login;
    private final SecureRandom random;
    private Stage stage = Stage.OFFLINE;
    private Bytes serverKeyHash = Bytes.EMPTY;
    private Bytes nonce = Bytes.EMPTY;
    private List<SignedDeviceList> known = List.of();
    private Optional<OwnAccount> account = Optional.empty();

    private enum Stage {
        OFFLINE,
        GREETED,
        STARTED,
        FINISHED,
        ASKED,
        /** The person reads what this does. */
        CONFIRMING,
        /** The shell makes the vault. */
        KEEPING,
        /** The server makes up its mind. */
        RECOVERING,
        OVER
    }

    private RecoveryEnrolment(
            UserName name, OpaqueLogin login, AccountKey key, PasswordStretching stretching, SecureRandom random) {
        this.name = name;
        this.login = login;
        this.key = key;
        this.stretching = stretching;
        this.random = random;
    }

    /**
     * Begins to recover an account.
     *
     * @param password in UTF-8; erased here
     * @param passwordCost as in {@link messenger.client.Client#load}
     */
    public static RecoveryEnrolment create(
            UserName name, Secret password, RecoveryCode code, Argon2id.Cost passwordCost, SecureRandom random) {
        try {
            return new RecoveryEnrolment(
                    name,
                    OpaqueLogin.start(password, random),
                    code.accountKey(),
                    PasswordStretching.argon2id(passwordCost),
                    random);
        } finally {
            password.erase();
        }
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
            take(arrived.frame(), effects);
        } else if (event instanceof EnrolEvent.Confirmed answer) {
            confirmed(answer.agreed(), now, effects);
        } else if (event instanceof EnrolEvent.Kept) {
            kept(effects);
        } else if (!(event instanceof EnrolEvent.Compared
                || event instanceof EnrolEvent.NewCode
                || event instanceof EnrolEvent.Tick)) {
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

    /** The password is proved to a connection. Once the vault is there, the server may have taken the list. */
    private void linkDown(List<EnrolEffect> effects) {
        boolean kept = stage == Stage.KEEPING || stage == Stage.RECOVERING;
        end(kept ? EnrolEffect.Outcome.UNCONFIRMED : EnrolEffect.Outcome.BROKEN_OFF, effects);
    }

    private void take(ServerFrame frame, List<EnrolEffect> effects) {
        if (frame instanceof ServerFrame.Welcome welcome && stage == Stage.GREETED) {
            nonce = welcome.nonce();
            stage = Stage.STARTED;
            transmit(new ClientFrame.PasswordStart(START, name, login.ke1()), effects);
        } else if (frame instanceof ServerFrame.PasswordAnswer answer && stage == Stage.STARTED) {
            challenged(answer, effects);
        } else if (frame instanceof ServerFrame.Done && stage == Stage.FINISHED) {
            stage = Stage.ASKED;
            transmit(new ClientFrame.FindUser(FIND, name), effects);
        } else if (frame instanceof ServerFrame.UserFound found && stage == Stage.ASKED) {
            found(found, effects);
        } else if (frame instanceof ServerFrame.LoggedIn && stage == Stage.RECOVERING) {
            end(EnrolEffect.Outcome.DONE, effects);
        } else if (frame instanceof ServerFrame.AccountGone) {
            end(EnrolEffect.Outcome.REFUSED, effects);
        } else if (frame instanceof ServerFrame.Refused refused) {
            end(outcome(refused.reason()), effects);
        } else if (frame instanceof ServerFrame.Goodbye goodbye) {
            end(outcome(goodbye.reason()), effects);
        }
        // Whatever else the server says here was not asked for, and changes nothing.
    }

    /** A password that was right a moment ago is not wrong now: the proof is too old, or somebody was quicker. */
    private EnrolEffect.Outcome outcome(Refusal reason) {
        boolean proved = stage.compareTo(Stage.FINISHED) > 0;
        return proved && reason == Refusal.LOGIN ? EnrolEffect.Outcome.BROKEN_OFF : Outcomes.of(reason);
    }

    private void challenged(ServerFrame.PasswordAnswer answer, List<EnrolEffect> effects) {
        try {
            LoginBinding binding = new LoginBinding(serverKeyHash, Identities.PUBLIC_KEYS);
            Bytes ke3 = login.finish(answer.ke2(), binding, stretching).ke3();
            stage = Stage.FINISHED;
            transmit(new ClientFrame.PasswordFinish(FINISH, ke3), effects);
        } catch (AuthenticationFailedException e) {
            end(EnrolEffect.Outcome.LOGIN, effects);
        } catch (MalformedException | RejectedKeyException e) {
            end(EnrolEffect.Outcome.NOT_GENUINE, effects);
        }
    }

    /** What the account's devices are now, and were: the new one takes no id that any of them had (PROTOCOL 1.1). */
    private void found(ServerFrame.UserFound found, List<EnrolEffect> effects) {
        List<SignedDeviceList> lists = new ArrayList<>();
        try {
            for (Bytes encoded : found.deviceLists()) {
                lists.add(SignedDeviceList.decode(encoded));
            }
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            end(EnrolEffect.Outcome.NOT_GENUINE, effects);
            return;
        }
        if (!lists.get(lists.size() - 1).account().equals(key.id())) {
            end(EnrolEffect.Outcome.WRONG_CODE, effects);
        } else if (!NextDevice.isChain(lists)) {
            end(EnrolEffect.Outcome.NOT_GENUINE, effects);
        } else if (NextDevice.freeId(lists).isEmpty()) {
            end(EnrolEffect.Outcome.NO_DEVICE_LEFT, effects);
        } else {
            known = lists;
            stage = Stage.CONFIRMING;
            effects.add(new EnrolEffect.Confirm(
                    name, lists.get(lists.size() - 1).list().devices()));
        }
    }

    private void confirmed(boolean agreed, Instant now, List<EnrolEffect> effects) {
        if (stage == Stage.CONFIRMING && agreed) {
            DeviceId id = NextDevice.freeId(known).orElseThrow();
            OwnAccount recovered = NextDevice.alone(name, key, id, known, now, random);
            account = Optional.of(recovered);
            stage = Stage.KEEPING;
            effects.add(new EnrolEffect.Become(recovered));
        } else if (stage == Stage.CONFIRMING) {
            end(EnrolEffect.Outcome.NOT_AGREED, effects);
        }
    }

    private void kept(List<EnrolEffect> effects) {
        if (stage != Stage.KEEPING) {
            return;
        }
        OwnAccount own = account.orElseThrow();
        LoginProof proof = new LoginProof(
                serverKeyHash,
                nonce,
                own.id(),
                own.device().id(),
                own.deviceList().list().version());
        stage = Stage.RECOVERING;
        transmit(
                new ClientFrame.Recover(own.deviceList().encoded(), own.device().id(), proof.sign(own.device())),
                effects);
    }

    private static void transmit(ClientFrame frame, List<EnrolEffect> effects) {
        effects.add(new EnrolEffect.Transmit(frame));
    }

    private void end(EnrolEffect.Outcome outcome, List<EnrolEffect> effects) {
        stage = Stage.OVER;
        account = Optional.empty();
        known = List.of();
        effects.add(new EnrolEffect.End(outcome));
    }

    @Override
    public String toString() {
        return "RecoveryEnrolment(" + stage + ")";
    }
}
