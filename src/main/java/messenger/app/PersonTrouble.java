package messenger.app;

import messenger.client.Notice;
import messenger.protocol.UserName;

/** What the core may say about the person whom a command is about, and the exit code for it. */
final class PersonTrouble {
    private PersonTrouble() {}

    /** Ends the command where the notice says that it cannot be done with this person. */
    static void refuse(Notice notice, UserName person) {
        if (notice instanceof Notice.NobodyThere nobody && nobody.name().equals(person)) {
            throw new CommandFailure(Exit.REFUSED, Sentences.nobody(person));
        } else if (notice instanceof Notice.ThatIsYou you && you.name().equals(person)) {
            throw new CommandFailure(Exit.USAGE, Sentences.yourself(person));
        } else if (notice instanceof Notice.YouBlocked blocked && blocked.name().equals(person)) {
            throw new CommandFailure(Exit.REFUSED, Sentences.blocked(person));
        } else if (notice instanceof Notice.PersonGone gone && gone.name().equals(person)) {
            throw new CommandFailure(Exit.REFUSED, Sentences.gone(person));
        } else if (notice instanceof Notice.IdentityChanged changed
                && changed.name().equals(person)) {
            throw new CommandFailure(Exit.TRUST, Sentences.changed(person, changed.wasVerified()));
        } else if (notice instanceof Notice.VerifyFirst first && first.name().equals(person)) {
            throw new CommandFailure(Exit.TRUST, Sentences.verifyFirst(person));
        } else if (notice instanceof Notice.TooMuchWaits full && full.name().equals(person)) {
            throw new CommandFailure(Exit.NO_CONNECTION, NoticeSentences.tooMuchWaits(full));
        }
    }
}
