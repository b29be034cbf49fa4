package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.sigma.EventRule;
import dev.tocsin.sigma.Rules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selections as published rules write them, with names that records do not have, against what real clusters recorded. */
class PublishedRulesTest {
    private static final String RULE = """
            title: T
            id: 6b0f3c62-6b0e-4a5e-9e0f-6f1d1b8f2c11
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              selection: %s
              condition: selection
            """;

    @ParameterizedTest(name = "{0} on {1}, {2}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{verb: create, objectRef.resource: pods, objectRef.subresource: exec} ; exec-into-pod ; over WebSocket ; true",
                "{verb: create, objectRef.resource: pods, objectRef.subresource: exec} ; exec-into-pod ; over SPDY ; true",
                "{verb: create, objectRef.resource: pods, objectRef.subresource: exec} ; exec-into-pod ; the log ; false",
                "{verb: create, objectRef.resource: pods, hostPath: '*'} ; privileged-pod-created ; the node's root ; true",
                "{verb: create, objectRef.resource: pods, hostPath: '*'} ; privileged-pod-created ; the node's processes ; false",
                "{verb: create, objectRef.resource: serviceaccounts} ; service-account-created-in-kube-system ; by an attacker ; true",
                "{verb: create, objectRef.resource: serviceaccounts} ; long-lived-token-minted ; for ten days ; false",
                "{verb: create, objectRef.resource: serviceaccounts} ; long-lived-token-minted ; a node's for its pod ; false",
                "{verb: list, objectRef.resource: secrets} ; secrets-listed-cluster-wide ; all ; true",
                "{verb: list, objectRef.resource: secrets} ; secrets-listed-cluster-wide ; all configmaps ; false",
                "{objectRef.resource: secrets, verb: [create, delete, patch, replace, update]} ; secrets-deleted ; one ; true",
                "{objectRef.apiGroup: rbac.authorization.k8s.io, objectRef.resource: [clusterrolebindings, rolebindings], verb: [create, delete, patch, replace, update]} ; cluster-admin-bound ; for the whole cluster ; true",
                "{objectRef.apiGroup: rbac.authorization.k8s.io, objectRef.resource: [clusterrolebindings, rolebindings], verb: [create, delete, patch, replace, update]} ; rbac-changed-by-a-stranger ; reading them ; false",
                "{verb: patch, apiGroup: apps, objectRef.resource: deployments} ; workload-image-changed ; set image ; true",
                "{verb: patch, apiGroup: apps, objectRef.resource: deployments} ; workload-image-changed ; scaled ; false",
                "{requestURI|contains: '%2fvar%2frun', responseStatus.code: ALLOW} ; token-read-by-exec ; cat over WebSocket ; true",
                "{requestURI|contains: '%2fvar%2frun', responseStatus.code: ALLOW} ; token-read-by-exec ; refused ; false",
                "{requestURI|re: 'serviceaccount%2ftoken'} ; token-read-by-exec ; cat over SPDY ; true",
                "{responseStatus.code: [401, 403]} ; api-credential-spray ; nineteen ; true",
                "{responseStatus.code: [401, 403]} ; permissions-probed ; seven kinds ; true",
                "{responseStatus.code: [401, 403]} ; secrets-listed-cluster-wide ; all ; false"
            })
    void publishedNamesMeanWhatRecordsHave(String selection, String rule, String what, boolean matches) {
        EventRule published =
                (EventRule) Rules.parse("p", "p.yml", RULE.formatted(selection)).get(0);
        RecordedCase recorded = RecordedCase.of("audit/" + rule).stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
        assertThat(recorded.records().stream().anyMatch(published::matches)).isEqualTo(matches);
    }
}
