package dev.tocsin.signal.receive;

import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.HostAddress;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import java.util.List;

/** By which address a cluster's nodes, and so its pods, reach a receiver on this machine. */
final class Reach {
    private Reach() {}

    static String url(Receiver receiver, String host) {
        return (receiver.secure() ? "https://" : "http://") + host + ":" + receiver.port();
    }

    /** @throws SourceException if a request from the node does not get here, with the cause */
    static String of(Surroundings around, Subscription subscription) {
        String host = HostAddress.ofThisMachine();
        String url = url(subscription.receiver(), host);
        // What every node has that can send a request. It shows the token, so that its answer is this receiver's.
        CommandResult look = around.cluster()
                .onNode(List.of(
                        "kubectl",
                        "--kubeconfig=/dev/null",
                        "--server=" + url,
                        "--insecure-skip-tls-verify",
                        "--request-timeout=5s",
                        "get",
                        "--raw",
                        "/" + subscription.secret()));
        if (look.exitCode() != 0) {
            throw new SourceException("The cluster's nodes do not reach the receiver of "
                    + subscription.receiver().format().name() + " at " + host + ":"
                    + subscription.receiver().port() + ": "
                    + look.stderr().strip().replace(subscription.secret(), "[token]")
                    + " If this machine has another address for them, give it by -D" + HostAddress.PROPERTY + "=.");
        }
        return host;
    }
}
