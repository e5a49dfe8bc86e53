package messenger.server.store;

final class MemoryRegistrationsTest extends RegistrationsContract {
    @Override
    Store open() {
        return Opened.none();
    }
}
