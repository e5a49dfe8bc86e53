package messenger.server.store;

import java.util.function.BiConsumer;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;

/** Records that are sealed: mailbox ids and shared contents would tell who writes to whom. */
final class SealedRecords implements Records {
    private static final Bytes PLACE = Bytes.utf8("mail");

    private final Records records;
    private final AtRest atRest;

    SealedRecords(Records records, AtRest atRest) {
        this.records = records;
        this.atRest = atRest;
    }

    @Override
    public long put(byte[] record) {
        return records.put(atRest.seal(PLACE, record));
    }

    @Override
    public void replace(long id, byte[] record) {
        records.replace(id, atRest.seal(PLACE, record));
    }

    @Override
    public void delete(long id) {
        records.delete(id);
    }

    @Override
    public void erase(long id) {
        records.erase(id);
    }

    @Override
    public byte[] get(long id) {
        return open(records.get(id));
    }

    @Override
    public void forEach(BiConsumer<Long, byte[]> visitor) {
        records.forEach((id, value) -> visitor.accept(id, open(value)));
    }

    private byte[] open(byte[] sealed) {
        try {
            return atRest.open(PLACE, sealed);
        } catch (AuthenticationFailedException e) {
            throw new UnreadableException("mail");
        }
    }
}
