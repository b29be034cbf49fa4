package dev.tocsin.signal.receive.falco;

import com.google.auto.service.AutoService;
import dev.tocsin.signal.receive.Document;
import dev.tocsin.signal.receive.Format;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Names;
import dev.tocsin.signal.receive.Received;
import dev.tocsin.signal.receive.Severity;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code falco}: an object an alert, from Falco's {@code http_output} or from Falcosidekick's webhook. */
@AutoService(Format.class)
public final class Falco implements Format {
    @Override
    public String name() {
        return "falco";
    }

    @Override
    public String rules() {
        return "runtime";
    }

    @Override
    public void read(Document alert, Instant seen, Consumer<Received> out) throws Malformed {
        String rule = alert.need("rule");
        Document fields = alert.at("output_fields");
        out.accept(new Received.Raised(
                // The uuid is Falcosidekick's, and a new one each time.
                rule + '|' + alert.text("time") + '|' + alert.text("output"),
                new Alert(
                        rules() + "/" + Names.slug(rule),
                        rule,
                        Severity.of(alert.text("priority")),
                        name(),
                        alert.text("time").isEmpty() ? fields.time("evt.time") : alert.time("time"),
                        seen,
                        entities(alert, fields),
                        fields(alert, fields),
                        List.of(alert.line()))));
    }

    /** The fields that the rule puts out; what Falco says of the alert itself is among them unless a field is called so. */
    private static Map<String, Object> fields(Document alert, Document fields) {
        Map<String, Object> all = new java.util.LinkedHashMap<>(fields.map());
        for (String key : List.of("output", "hostname", "source")) {
            if (!alert.text(key).isEmpty()) {
                all.putIfAbsent(key, alert.text(key));
            }
        }
        return all;
    }

    private static Entities entities(Document alert, Document fields) {
        // On audit events it is the API's user, on system calls the user inside the container.
        String user = alert.text("source").equals("syscall") ? "" : fields.text("ka.user.name");
        String pod = Names.pod(fields.text("k8s.ns.name"), fields.text("k8s.pod.name"));
        if (pod.isEmpty() && fields.text("ka.target.resource").equals("pods")) {
            pod = Names.pod(fields.text("ka.target.namespace"), fields.text("ka.target.name"));
        }
        return Names.entities(user, "", pod, alert.text("hostname"), fields.text("fd.cip"));
    }
}
