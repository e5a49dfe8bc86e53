package messenger.server.store;

final class MemoryDevicesTest extends DevicesContract {
    @Override
    Store open() {
        return Opened.none();
    }
}
