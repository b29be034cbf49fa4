package dev.tocsin.signal.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.signal.RuleForm;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.alertmanager.Alertmanager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Rule files as Prometheus reads them. Whether an expression is right only Prometheus can say: {@code promtool check rules}. */
final class PrometheusRules implements RuleForm {
    private static final String SCHEMA = "PrometheusRules.schema.json";

    @Override
    public JsonNode schema() {
        try (InputStream in = PrometheusRules.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + SCHEMA + " beside " + PrometheusRules.class.getName());
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Named> rules(JsonNode file) {
        List<Named> rules = new ArrayList<>();
        for (int group = 0; group < file.path("groups").size(); group++) {
            JsonNode own = file.path("groups").path(group).path("rules");
            for (int i = 0; i < own.size(); i++) {
                String alert = own.path(i).path("alert").asText();
                if (!alert.isEmpty()) {
                    rules.add(new Named(
                            slug(alert),
                            alert + own.path(i).path("labels"),
                            "/groups/" + group + "/rules/" + i + "/alert"));
                }
            }
        }
        return rules;
    }

    private static String slug(String alert) {
        try {
            return Alertmanager.rule(alert);
        } catch (Malformed e) {
            return alert; // what has no letter or digit does not have the form, and is said
        }
    }
}
