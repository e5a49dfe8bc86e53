package messenger.client;

import messenger.crypto.Bytes;

/** A change of the vault; those of one {@link ClientEffect.Commit} become durable together. */
public sealed interface VaultChange {
    Table table();

    Bytes id();

    /** Writes a row, new or not. */
    record Put(Table table, Bytes id, Bytes value) implements VaultChange {}

    /** Removes a row; one that is not there is no error. */
    record Delete(Table table, Bytes id) implements VaultChange {}
}
