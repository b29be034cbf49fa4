package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of a real API server. */
class RefusalsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "authentication | 401 | Unauthorized |  |",
                "rbac | 403 | secrets is forbidden: User \"u\" cannot list resource \"secrets\" | forbid |",
                "node-authorizer | 403 | secrets \"s\" is forbidden: User \"system:node:a\" cannot get resource \"secrets\" in API group \"\" in the namespace \"shop\": no relationship found between node 'a' and this object | forbid |",
                "pod-security | 403 | pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": hostPID (pod must not set hostPID=true) | allow |",
                "quota | 403 | pods \"p\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1 | allow |",
                "admission-policy | 422 | pods \"p\" is forbidden: ValidatingAdmissionPolicy 'x' with binding 'x' denied request: no | allow |",
                "admission-policy | 403 | pods \"p\" is forbidden: ValidatingAdmissionPolicy 'x' with binding 'x' denied request: no | allow |",
                "admission-webhook | 400 | admission webhook \"a.b\" denied the request: no | allow |",
                "node-restriction | 403 | nodes \"b\" is forbidden: node \"a\" is not allowed to modify node \"b\" | allow |",
                "admission | 403 | pods \"p\" is forbidden: error looking up service account dev/x | allow |",
                " | 422 | Pod \"p\" is invalid: spec.containers: Required value | allow |",
                " | 201 |  | allow | [{\"policy\":\"x\",\"validationActions\":[\"Audit\"]}]",
                " | 409 | pods \"p\" already exists | allow |",
                " | 200 |  | allow |"
            })
    void whoRefused(String who, int code, String message, String decision, String failure) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Map<String, Object> annotations = new java.util.HashMap<>();
        if (decision != null) {
            annotations.put("authorization.k8s.io/decision", decision);
        }
        if (failure != null) {
            annotations.put("validation.policy.admission.k8s.io/validation_failure", failure);
        }
        Map<String, Object> status = new java.util.HashMap<>(Map.of("code", code));
        status.put("message", message);
        Map<String, Object> record = json.convertValue(
                Map.of(
                        "responseStatus", status,
                        "annotations", annotations,
                        "stageTimestamp", "2026-11-24T12:00:00.000001Z"),
                new TypeReference<Map<String, Object>>() {});

        assertThat(Refusals.of(record)).isEqualTo(who == null ? "" : who);
        new Derived(new Places()).addTo(record);
        assertThat(Records.map(record.get("tocsin")).get("refusedBy")).isEqualTo(who);
    }
}
