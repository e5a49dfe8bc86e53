package messenger.server;

import java.security.SecureRandom;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.protocol.Limits;

/** What administrators ask for. Owned by the server's core. */
final class Administration {
    private final SecureRandom random;
    private final Audits audits;

    Administration(SecureRandom random, Audits audits) {
        this.random = random;
        this.audits = audits;
    }

    void administer(Event.Administer event, Step step) {
        if (event.request() instanceof AdminRequest.Invite invite) {
            invite(event.ticket(), invite, step);
        } else {
            throw new AssertionError("no place for " + event.request().getClass());
        }
    }

    /** The code is told when its hash is durable, and is nowhere after that. */
    private void invite(Ticket ticket, AdminRequest.Invite invite, Step step) {
        Bytes code = Bytes.random(Limits.INVITE_BYTES, random);
        step.ask(
                new StoreRequest.CreateInvite(
                        Sha256.of(code), invite.uses(), step.now().plus(invite.validFor()), step.now()),
                (result, later) -> invited(result, ticket, code, later));
    }

    private void invited(StoreResult result, Ticket ticket, Bytes code, Step step) {
        if (result instanceof StoreResult.Done) {
            audits.write("invite-made", "administrator", step);
            step.add(new Effect.AnswerAdministrator(ticket, new AdminAnswer.Invited(code)));
        } else if (result instanceof StoreResult.Failed) {
            step.add(new Effect.AnswerAdministrator(ticket, new AdminAnswer.Unavailable()));
        } else {
            throw Asks.unexpected(result);
        }
    }
}
