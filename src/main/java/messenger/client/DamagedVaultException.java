package messenger.client;

/**
 * The vault opened, and its tags were right, but a row is not what this program writes. Names the table, never its
 * content.
 */
public final class DamagedVaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedVaultException(Table table, Throwable cause) {
        super("the vault's table " + table + " holds a row that this version cannot read", cause);
    }
}
