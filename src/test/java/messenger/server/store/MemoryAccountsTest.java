package messenger.server.store;

final class MemoryAccountsTest extends AccountContract {
    @Override
    Store open() {
        return new MemoryStore(MailQuota.DEFAULT, Runnable::run);
    }
}
