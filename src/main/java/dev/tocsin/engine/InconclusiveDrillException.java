package dev.tocsin.engine;

/** The drill could not tell; JUnit and Allure count it as broken, not as failed. */
public final class InconclusiveDrillException extends RuntimeException {
    InconclusiveDrillException(String message) {
        super(message, null, false, false); // where it was thrown says nothing
    }
}
