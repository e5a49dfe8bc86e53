package messenger.client.term;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system, through sun.misc.Signal (JEP 260 keeps it open); by reflection, because the
 * compiler warns about every direct use and warnings are errors here. Where it is missing, signals keep their usual
 * effect.
 */
final class Signals {
    private Signals() {}

    /**
     * Calls {@code handler} on a thread of the system's for each such signal; {@code name} without SIG. What comes
     * back gives the signal its former effect again, and does nothing where signals cannot be caught.
     */
    static Runnable handle(String name, Runnable handler) {
        try {
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlers}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.run();
                        }
                        return answer(self, method, arguments);
                    });
            Object former = install(name, handlers, proxy);
            return () -> restore(name, handlers, former);
        } catch (ReflectiveOperationException e) {
            return () -> {};
        }
    }

    /** What the methods every object has return; {@code handle} itself returns nothing. */
    private static Object answer(Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "signal handler of the screen";
        };
    }

    private static void restore(String name, Class<?> handlers, Object former) {
        try {
            install(name, handlers, former);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signal " + name + " was handled and cannot be given back", e);
        }
    }

    private static Object install(String name, Class<?> handlers, Object handler) throws ReflectiveOperationException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Object signal = signals.getConstructor(String.class).newInstance(name);
        return signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
    }
}
