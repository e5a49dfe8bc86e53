package messenger.app;

import java.util.Optional;
import messenger.client.ClientEvent;
import messenger.client.net.ServerAddress;
import messenger.client.ui.Command;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.verify.CodeRefusedException;
import messenger.transport.ServerKeyHash;

/**
 * Somebody who fills in the registration form.
 *
 * @param accessPassword erased with the credentials, or empty
 */
record Newcomer(ServerAddress address, Optional<Invitation> invitation, Secret accessPassword) {
    /** What the form says; an invitation names the server where the form does not. */
    static Newcomer of(Command.Register register) {
        Optional<Invitation> invitation = invitation(register.invite());
        ServerAddress address = register.server().isEmpty() && invitation.isPresent()
                ? invitation.get().address()
                : ServerNames.parse(register.server());
        Secret access = register.access().length() == 0
                ? Accounts.NO_PASSWORD
                : Passwords.of(register.access().chars());
        return new Newcomer(address, invitation, access);
    }

    /** What somebody typed, or nothing. */
    static Optional<Invitation> invitation(String typed) {
        if (typed.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Invitation.parse(typed));
        } catch (CodeRefusedException e) {
            throw new CommandFailure(Exit.USAGE, e.getMessage() + " Nothing was done.");
        } catch (MalformedException e) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "This invitation is of another version of messenger.jar. Use the one that the server runs.");
        }
    }

    /** The server's key, known from the invitation. */
    Optional<ServerKeyHash> pin() {
        return invitation.map(each -> new ServerKeyHash(each.serverKey()));
    }

    /** The password is copied. */
    ClientEvent.Credentials credentials(Secret password) {
        return new ClientEvent.Credentials(
                ClientOptions.copy(password),
                invitation.map(Invitation::code).orElse(Bytes.EMPTY),
                accessPassword);
    }
}
