package dev.tocsin.engine;

import java.lang.reflect.InvocationTargetException;
import java.util.function.BooleanSupplier;
import org.junit.platform.engine.ExecutionRequest;

/** Whether the launcher wants the run to end: JUnit 6 has a token for it, JUnit 5 does not. */
final class Cancellation {
    private Cancellation() {}

    static BooleanSupplier of(ExecutionRequest request) {
        try {
            Object token = request.getClass().getMethod("getCancellationToken").invoke(request);
            var asked =
                    Class.forName("org.junit.platform.engine.CancellationToken").getMethod("isCancellationRequested");
            return () -> {
                try {
                    return (boolean) asked.invoke(token);
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (NoSuchMethodException | ClassNotFoundException e) {
            return () -> false;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
