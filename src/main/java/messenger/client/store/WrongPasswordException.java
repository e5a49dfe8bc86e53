package messenger.client.store;

/** The password is not the one of this vault. */
public final class WrongPasswordException extends VaultException {
    private static final long serialVersionUID = 1L;

    public WrongPasswordException() {
        super("That is not the password of this vault.");
    }
}
