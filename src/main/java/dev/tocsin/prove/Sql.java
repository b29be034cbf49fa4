package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code sql}: a statement to PostgreSQL from inside a pod, as the user's own client sends it. */
@AutoService(StepKind.class)
public final class Sql implements StepKind {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofSeconds(8);

    /** The password and the statement come by standard input: a command line would show them. */
    private static final String SCRIPT = """
            IFS= read -r password && IFS= read -r script || exit 125
            PGPASSWORD=$(printf %s "$password" | base64 -d) && export PGPASSWORD
            printf %s "$script" | base64 -d | psql -XqAtw -F "$(printf '\\037')" -R "$(printf '\\036')" -d "$0"
            """;

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        return Durations.of(params.path("timeout"), TIMEOUT).compareTo(MOST) > 0
                ? List.of(new Fault("/timeout", "A statement may take at most 8s."))
                : List.of();
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return Place.proberNeeds(params.path("from").asText());
    }

    @Override
    public String says(ObjectNode params) {
        return Place.says(params.path("from").asText()) + ", as "
                + params.path("user").asText() + " at "
                + params.path("host").asText() + "/" + params.path("database").asText() + ", "
                + params.path("statement").asText();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public ObjectNode harmless(ObjectNode params) {
        return params.deepCopy().put("statement", "select 'nothing'");
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String pod = params.path("from").asText();
        var seen = Place.run(
                scope,
                pod,
                List.of("sh", "-c", SCRIPT, connection(params)),
                List.of(
                        params.path("password").asText(),
                        SqlAnswer.script(params.path("statement").asText())));
        return SqlAnswer.of(seen, pod);
    }

    /** As libpq takes it. */
    private static String connection(ObjectNode params) {
        long millis = Durations.of(params.path("timeout"), TIMEOUT).toMillis();
        return "host=" + quoted(params.path("host").asText())
                + " port=" + params.path("port").asInt(5432)
                + " dbname=" + quoted(params.path("database").asText())
                + " user=" + quoted(params.path("user").asText())
                + " connect_timeout=" + Math.max(2, millis / 1000)
                + " options='-c statement_timeout=" + millis + "'";
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
