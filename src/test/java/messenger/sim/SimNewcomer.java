package messenger.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.client.OwnAccount;
import messenger.client.Route;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.Enrolment;
import messenger.crypto.Bytes;
import messenger.crypto.identity.Device;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.Sas;
import messenger.protocol.ServerFrame;

/** A device that is none yet: a real enrolment core, its link, and the vault it makes. */
final class SimNewcomer implements SimEnd {
    final List<LinkCode> codes = new ArrayList<>();
    final List<Sas> numbers = new ArrayList<>();
    final List<EnrolEffect.Outcome> outcomes = new ArrayList<>();
    final List<Device> signedOut = new ArrayList<>();

    /** What is in the new vault; nothing while there is none. */
    Optional<OwnAccount> kept = Optional.empty();

    /** Where the process dies. */
    Fate fate = Fate.LIVES;

    /** Where a process can die around the making of its vault. */
    enum Fate {
        LIVES,
        DIES_BEFORE_THE_VAULT,
        DIES_AFTER_THE_VAULT
    }

    private final Enrolment core;
    private Optional<SimLink> link = Optional.empty();
    private boolean alive = true;

    SimNewcomer(Enrolment core) {
        this.core = core;
    }

    boolean isAlive() {
        return alive;
    }

    @Override
    public Optional<SimLink> link(Route route) {
        return route == Route.MEMBER ? link : Optional.empty();
    }

    @Override
    public void connect(SimLink next, Bytes serverKeyHash, Instant now) {
        link = Optional.of(next);
        on(new EnrolEvent.LinkUp(serverKeyHash), now);
    }

    @Override
    public void cut(Route route, Instant now) {
        if (link.isPresent()) {
            link = Optional.empty();
            on(new EnrolEvent.LinkDown(), now);
        }
    }

    @Override
    public void arrived(Route route, ServerFrame frame, Instant now, SimPerson.Fate ignored) {
        on(new EnrolEvent.Arrived(frame), now);
    }

    @Override
    public void tick(Instant now) {
        on(new EnrolEvent.Tick(), now);
    }

    /** The process dies: what is not in a vault is gone. */
    void die() {
        alive = false;
        link = Optional.empty();
    }

    void on(EnrolEvent event, Instant now) {
        if (!alive) {
            return;
        }
        for (EnrolEffect effect : core.on(event, now)) {
            if (!alive) {
                return;
            }
            perform(effect, now);
        }
    }

    private void perform(EnrolEffect effect, Instant now) {
        if (effect instanceof EnrolEffect.Transmit transmit) {
            link.ifPresent(up -> up.upstream.add(transmit.frame()));
        } else if (effect instanceof EnrolEffect.ShowCode show) {
            codes.add(show.code());
        } else if (effect instanceof EnrolEffect.ShowNumbers show) {
            numbers.add(show.numbers());
        } else if (effect instanceof EnrolEffect.Confirm confirm) {
            signedOut.addAll(confirm.signedOut());
        } else if (effect instanceof EnrolEffect.Become become) {
            become(become.account(), now);
        } else if (effect instanceof EnrolEffect.End end) {
            outcomes.add(end.outcome());
        } else if (effect instanceof EnrolEffect.Disconnect) {
            cut(Route.MEMBER, now);
        }
    }

    private void become(OwnAccount account, Instant now) {
        if (fate == Fate.DIES_BEFORE_THE_VAULT) {
            die();
            return;
        }
        kept = Optional.of(account);
        if (fate == Fate.DIES_AFTER_THE_VAULT) {
            die();
            return;
        }
        on(new EnrolEvent.Kept(), now);
    }
}
