package dev.tocsin.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTest {
    @ParameterizedTest
    @CsvSource({
        "v1, Pod, shop, web, /api/v1/namespaces/shop/pods/web",
        "v1, Namespace, , dev, /api/v1/namespaces/dev",
        "v1, Endpoints, shop, , /api/v1/namespaces/shop/endpoints",
        "apps/v1, Deployment, shop, , /apis/apps/v1/namespaces/shop/deployments",
        "networking.k8s.io/v1, NetworkPolicy, shop, x, /apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/x",
        "networking.k8s.io/v1, Ingress, shop, x, /apis/networking.k8s.io/v1/namespaces/shop/ingresses/x"
    })
    void anObjectHasAPath(String apiVersion, String kind, String namespace, String name, String path) {
        assertThat(Resource.of(apiVersion, kind).path(namespace, name)).isEqualTo(path);
        assertThat(Resource.of(path)).isEqualTo(Resource.of(apiVersion, kind));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/secrets, '', secrets",
        "/api/v1/namespaces/shop/pods/web/exec?command=id, '', pods",
        "/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=1, rbac.authorization.k8s.io, clusterroles"
    })
    void aPathIsAboutAResource(String path, String group, String plural) {
        assertThat(Resource.of(path))
                .extracting(Resource::group, Resource::plural)
                .containsExactly(group, plural);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/v1",
                "/apis/apps",
                "/apis/apps/v1",
                "/readyz",
                "/",
                "",
                "//",
                "/version?x=/api/v1/pods"
            })
    void orAboutNone(String path) {
        assertThat(Resource.of(path)).isNull();
    }

    @Test
    void controllersTouchMore() {
        assertThat(Resource.of("apps/v1", "Deployment").touched()).contains("deployments", "replicasets", "pods");
        assertThat(Resource.of("v1", "Secret").touched()).containsExactly("secrets");
        assertThat(Resource.of("example.com/v1", "Database").touched()).isEqualTo(StepKind.ANYTHING);
        assertThat(Resource.of("v1", "Namespace").touched()).containsExactly("namespaces");
        assertThat(Resource.of("v1", "Namespace").touchedByDeletion()).isEqualTo(StepKind.ANYTHING);
    }
}
