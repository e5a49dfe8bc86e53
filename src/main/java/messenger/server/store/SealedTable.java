package messenger.server.store;

import java.util.Optional;
import java.util.function.BiConsumer;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;

/** A table whose keys are hidden and whose values are sealed, each for its place. */
final class SealedTable implements Table {
    private final Table table;
    private final String name;
    private final AtRest atRest;

    SealedTable(Table table, String name, AtRest atRest) {
        this.table = table;
        this.name = name;
        this.atRest = atRest;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        byte[] index = atRest.index(name, key);
        return table.get(index).map(value -> open(index, value));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        byte[] index = atRest.index(name, key);
        table.put(index, atRest.seal(place(index), value));
    }

    @Override
    public Optional<byte[]> remove(byte[] key) {
        byte[] index = atRest.index(name, key);
        return table.remove(index).map(value -> open(index, value));
    }

    @Override
    public void forEach(BiConsumer<byte[], byte[]> visitor) {
        table.forEach((index, value) -> visitor.accept(index, open(index, value)));
    }

    @Override
    public void removeAsKept(byte[] kept) {
        table.removeAsKept(kept);
    }

    private byte[] open(byte[] index, byte[] sealed) {
        try {
            return atRest.open(place(index), sealed);
        } catch (AuthenticationFailedException e) {
            throw new UnreadableException(name);
        }
    }

    /** Binds a value to its table and key, so that whoever can write to the disk cannot swap two of them. */
    private Bytes place(byte[] index) {
        return Bytes.concat(Bytes.utf8(name), Bytes.copyOf(index));
    }
}
