package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.cluster.Access;
import dev.tocsin.step.Scope;
import io.fabric8.kubernetes.client.Config;

/** Whom the API takes a request for. */
sealed interface Credential {
    record Token(String token) implements Credential {}

    /**
     * @param certificate as PEM
     * @param key as PEM
     */
    record Certificate(String certificate, String key) implements Credential {}

    record None() implements Credential {}

    /** The one that a step's parameters choose; {@link RawApiRequest#check} has seen to it that there is one. */
    static Credential of(ObjectNode params, Scope scope) {
        if (params.has("as")) {
            return new Token(
                    scope.as(params.path("as").asText()).getConfiguration().getOauthToken());
        }
        if (params.has("token")) {
            return new Token(params.path("token").asText().strip());
        }
        return params.has("cert")
                ? new Certificate(
                        params.path("cert").asText(), params.path("key").asText())
                : new None();
    }

    /** @param server whose address and authority are taken */
    default Config access(Config server) {
        if (this instanceof Token with) {
            return Access.token(server, with.token());
        }
        return this instanceof Certificate with
                ? Access.certificate(server, with.certificate(), with.key())
                : Access.anonymous(server);
    }
}
