package messenger.server.store;

final class MemoryPasswordsTest extends PasswordsContract {
    @Override
    Store open() {
        return Opened.none();
    }
}
