package messenger.server;

import messenger.protocol.ClientFrame;

/** What those may say who have not logged in: it leads to a login, to a link, or to handing in. */
final class StrangerFrames {
    private final Logins logins;
    private final Registrations registrations;
    private final Passwords passwords;
    private final Recoveries recoveries;
    private final OwnAccounts accounts;
    private final Directory directory;
    private final Rendezvous rendezvous;
    private final HandIns handIns;

    StrangerFrames(
            Logins logins,
            Registrations registrations,
            Passwords passwords,
            Recoveries recoveries,
            OwnAccounts accounts,
            Directory directory,
            Rendezvous rendezvous,
            HandIns handIns) {
        this.logins = logins;
        this.registrations = registrations;
        this.passwords = passwords;
        this.recoveries = recoveries;
        this.accounts = accounts;
        this.directory = directory;
        this.rendezvous = rendezvous;
        this.handIns = handIns;
    }

    void received(ClientFrame frame, Connection from, Step step) {
        if (from.stage() instanceof Stage.Joining) {
            Frames.outOfPlace(frame.request(), from, step);
        } else if (frame instanceof ClientFrame.Hello hello) {
            logins.hello(hello, from, step);
        } else if (frame instanceof ClientFrame.Login login) {
            logins.login(login, from, step);
        } else if (frame instanceof ClientFrame.RegisterStart start) {
            passwords.registerStart(start, from, step);
        } else if (frame instanceof ClientFrame.Register register) {
            registrations.register(register, from, step);
        } else if (frame instanceof ClientFrame.PasswordStart start) {
            passwords.start(start, from, step);
        } else if (frame instanceof ClientFrame.PasswordFinish finish) {
            passwords.finish(finish, from, step);
        } else {
            further(frame, from, step);
        }
    }

    private void further(ClientFrame frame, Connection from, Step step) {
        if (frame instanceof ClientFrame.FindUser find && hasProved(find, from, step)) {
            directory.findProved(find, from.proved(step.now()).orElseThrow().account(), from, step);
        } else if (frame instanceof ClientFrame.Recover recover) {
            recoveries.recover(recover, from, step);
        } else if (frame instanceof ClientFrame.UpdateDevices update) {
            accounts.update(update, from, step);
        } else if (frame instanceof ClientFrame.LinkOpen open) {
            rendezvous.open(open, from, step);
        } else if (frame instanceof ClientFrame.LinkSay say) {
            rendezvous.say(say, from, step);
        } else if (frame instanceof ClientFrame.HandIn handIn && !rendezvous.isAt(from)) {
            handIns.begin(handIn, from, step);
        } else {
            Frames.outOfPlace(frame.request(), from, step);
        }
    }

    private static boolean hasProved(ClientFrame.FindUser find, Connection from, Step step) {
        return from.proved(step.now())
                .filter(proved -> proved.name().equals(find.name()))
                .isPresent();
    }
}
