package dev.tocsin.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rules that come with the project, against what they must see and what they must leave alone. */
class LibraryRulesTest {
    private static final String NAMESPACE_CHANGE = """
            {stage: ResponseComplete, verb: patch, requestURI: "/api/v1/namespaces/dev?fieldManager=kubectl",
             objectRef: {resource: namespaces, namespace: dev, name: dev}, responseStatus: {code: %s},
             requestObject: %s}
            """;
    private static final String POD = """
            {stage: ResponseComplete, verb: create, requestURI: "/api/v1/namespaces/dev/pods%s",
             objectRef: {resource: pods, namespace: dev, name: p}, responseStatus: {code: %s},
             requestObject: {spec: %s}}
            """;

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "level set to privileged | 200 | {metadata: {labels: {pod-security.kubernetes.io/enforce: privileged}}} | true",
                "label taken away | 200 | {metadata: {labels: {pod-security.kubernetes.io/enforce: null}}} | true",
                "JSON patch to privileged | 200 | [{op: replace, path: /metadata/labels/pod-security.kubernetes.io~1enforce, value: privileged}] | true",
                "JSON patch that removes | 200 | [{op: remove, path: /metadata/labels/pod-security.kubernetes.io~1enforce}] | true",
                "JSON patch that tightens | 200 | [{op: replace, path: /metadata/labels/pod-security.kubernetes.io~1enforce, value: baseline}] | false",
                "level tightened | 200 | {metadata: {labels: {pod-security.kubernetes.io/enforce: baseline}}} | false",
                "another label | 200 | {metadata: {labels: {team: privileged}}} | false",
                "refused | 403 | {metadata: {labels: {pod-security.kubernetes.io/enforce: privileged}}} | false"
            })
    void weakenedPodSecurity(String what, String code, String body, boolean fires) {
        assertThat(rule("audit/pod-security-weakened").matches(event(NAMESPACE_CHANGE.formatted(code, body))))
                .isEqualTo(fires);
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "privileged container | '' | 201 | {containers: [{name: a}, {name: b, securityContext: {privileged: true}}]} | true",
                "privileged init container | '' | 201 | {initContainers: [{securityContext: {privileged: true}}]} | true",
                "host PIDs | '' | 201 | {hostPID: true, containers: [{name: a}]} | true",
                "the node's root | '' | 201 | {volumes: [{hostPath: {path: /}}]} | true",
                "below /etc | '' | 201 | {volumes: [{emptyDir: {}}, {hostPath: {path: /etc/kubernetes}}]} | true",
                "a harmless host path | '' | 201 | {volumes: [{hostPath: {path: /srv/data}}]} | false",
                "explicitly not privileged | '' | 201 | {hostPID: false, containers: [{securityContext: {privileged: false}}]} | false",
                "an ordinary pod | '' | 201 | {containers: [{name: a}]} | false",
                "refused | '' | 403 | {hostPID: true} | false",
                "a dry run | ?dryRun=All | 201 | {hostPID: true} | false"
            })
    void privilegedPod(String what, String query, String code, String spec, boolean fires) {
        assertThat(rule("audit/privileged-pod-created").matches(event(POD.formatted(query, code, spec))))
                .isEqualTo(fires);
    }

    private static EventRule rule(String name) {
        return (EventRule)
                Rules.read(name, Path.of("scenarios/rules/" + name + ".yml")).get(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(String json) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(json);
    }
}
