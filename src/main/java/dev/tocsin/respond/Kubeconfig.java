package dev.tocsin.respond;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;

/** An account's access as the file that kubectl reads. */
final class Kubeconfig {
    private static final String NAME = "drill";

    private Kubeconfig() {}

    static String of(Config account) {
        return Serialization.asYaml(new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .addNewCluster()
                .withName(NAME)
                .withNewCluster()
                .withServer(account.getMasterUrl())
                .withCertificateAuthorityData(account.getCaCertData())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName("responder")
                .withNewUser()
                .withToken(account.getOauthToken())
                .endUser()
                .endUser()
                .addNewContext()
                .withName(NAME)
                .withNewContext()
                .withCluster(NAME)
                .withUser("responder")
                .endContext()
                .endContext()
                .withCurrentContext(NAME)
                .build());
    }
}
