package dev.tocsin.cluster.existing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {
    @ParameterizedTest
    @CsvSource({
        "/api/v1/namespaces, /api/v1, , namespaces, , ''",
        "/api/v1/namespaces/shop, /api/v1, , namespaces, shop, ''",
        "/api/v1/namespaces/shop/finalize, /api/v1, , namespaces, shop, finalize",
        "/api/v1/namespaces/shop/pods, /api/v1, shop, pods, , ''",
        "/api/v1/namespaces/shop/pods/web-0, /api/v1, shop, pods, web-0, ''",
        "/api/v1/namespaces/shop/pods/web-0/exec, /api/v1, shop, pods, web-0, exec",
        "/api/v1/nodes/server/proxy/logs/a/b.log, /api/v1, , nodes, server, proxy",
        "/apis/apps/v1/namespaces/shop/deployments/web, /apis/apps/v1, shop, deployments, web, ''",
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/, /apis/rbac.authorization.k8s.io/v1, , clusterroles, , ''"
    })
    void saysWhatARequestIsAbout(
            String path, String version, String namespace, String resource, String name, String part) {
        assertThat(ApiPath.of(path)).isEqualTo(new ApiPath(version, namespace, resource, name, part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/", "/healthz/etcd", "/apis", "/api/v1", "/apis/apps/v1"})
    void isNoneWhereItIsAboutNoObject(String path) {
        assertThat(ApiPath.of(path)).isNull();
    }

    @Test
    void givesTheObjectOfWhichItIsAPart() {
        assertThat(ApiPath.of("/api/v1/namespaces/shop/pods/web-0/eviction").object())
                .isEqualTo("/api/v1/namespaces/shop/pods/web-0");
        assertThat(ApiPath.of("/api/v1/namespaces/shop/pods").named("web-1").object())
                .isEqualTo("/api/v1/namespaces/shop/pods/web-1");
        assertThat(ApiPath.of("/api/v1/namespaces").named("shop").isNamespace()).isTrue();
        assertThat(ApiPath.of("/api/v1/namespaces").isNamespace()).isFalse();
    }
}
