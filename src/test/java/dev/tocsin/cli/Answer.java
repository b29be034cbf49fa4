package dev.tocsin.cli;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What the command line said. */
record Answer(int code, String out, String err) {
    static Answer of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Tocsin.commandLine()
                .setOut(new PrintWriter(new BufferedWriter(out), true)) // as the console's is
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Answer(code, out.toString(), err.toString());
    }
}
