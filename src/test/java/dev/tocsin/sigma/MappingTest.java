package dev.tocsin.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Rules written as published ones are, with names that audit records do not have. */
class MappingTest {
    private static final String HEAD = """
            title: T
            id: 6b0f3c62-6b0e-4a5e-9e0f-6f1d1b8f2c11
            level: low
            logsource: {product: kubernetes, service: audit}
            """;

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{verb: create, objectRef.resource: pods, hostPath: '*'} ; {verb: create, objectRef: {resource: pods}, requestObject: {spec: {volumes: [{hostPath: {path: /}}]}}} ; true",
                "{verb: create, objectRef.resource: pods, hostPath: '*'} ; {verb: create, objectRef: {resource: pods}, requestObject: {spec: {volumes: [{emptyDir: {}}]}}} ; false",
                "{verb: create, objectRef.resource: pods, capabilities: '*'} ; {verb: create, objectRef: {resource: pods}, requestObject: {spec: {initContainers: [{securityContext: {capabilities: {add: [SYS_ADMIN]}}}]}}} ; true",
                "{verb: create, objectRef.resource: pods, capabilities: '*'} ; {verb: create, objectRef: {resource: pods}, requestObject: {spec: {containers: [{securityContext: {capabilities: {drop: [ALL]}}}]}}} ; false",
                "{verb: create, apiGroup: authorization.k8s.io, objectRef.resource: selfsubjectrulesreviews} ; {verb: create, objectRef: {resource: selfsubjectrulesreviews, apiGroup: authorization.k8s.io}} ; true",
                "{verb: create, objectRef.resource: pods, objectRef.subresource: exec} ; {verb: get, objectRef: {resource: pods, subresource: exec}} ; true",
                "{verb: create, objectRef.resource: pods, objectRef.subresource: log} ; {verb: get, objectRef: {resource: pods, subresource: log}} ; false",
                "{verb: create, objectRef.resource: serviceaccounts} ; {verb: create, objectRef: {resource: serviceaccounts}} ; true",
                "{verb: create, objectRef.resource: serviceaccounts} ; {verb: create, objectRef: {resource: serviceaccounts, subresource: token}} ; false",
                "{requestURI|contains: '%2fbin%2fsh', responseStatus.code: ALLOW} ; {requestURI: '/x?command=%2Fbin%2Fsh', responseStatus: {code: 101}, annotations: {authorization.k8s.io/decision: allow}} ; true",
                "{requestURI|contains: '%2fbin%2fsh', responseStatus.code: ALLOW} ; {requestURI: '/x?command=%2Fbin%2Fsh', responseStatus: {code: 403}, annotations: {authorization.k8s.io/decision: forbid}} ; false",
                "{requestURI|re: '%2f(bin%2f(ba)?sh|usr)'} ; {requestURI: '/x?command=%2Fbin%2Fbash'} ; true",
                "{responseStatus.code: [401, 403]} ; {responseStatus: {code: 403}} ; true"
            })
    @SuppressWarnings("unchecked")
    void publishedNamesMeanWhatRecordsHave(String selection, String event, boolean matches) {
        List<Rule> rules = Rules.parse(
                "r", "r.yml", HEAD + "detection:\n  selection: " + selection + "\n  condition: selection\n");
        Map<String, Object> body =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(event);
        assertThat(((EventRule) rules.get(0)).matches(body)).isEqualTo(matches);
        assertThat(!new RuleSet(rules).match(body, java.time.Instant.EPOCH).isEmpty())
                .as("the index finds what the rule alone does")
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"other,audit", "kubernetes,application"})
    void otherLogSourcesKeepTheirNames(String product, String service) {
        assertThat(Mapping.of(new LogSource("", product, service))).isSameAs(Mapping.NONE);
    }
}
