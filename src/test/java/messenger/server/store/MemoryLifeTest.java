package messenger.server.store;

final class MemoryLifeTest extends LifeContract {
    @Override
    Store open() {
        return Opened.none();
    }
}
