package dev.clutch.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clutch.Interpreter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** numpy and scipy, as they come from Maven Central, in several interpreters at once. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScientificPackagesTest extends WithOwnRuntimes {
    private static final int COUNT = 4;

    private static final String NUMPY = """
            import pickle, sys
            import numpy as np
            rng = np.random.default_rng(1)
            a = rng.standard_normal((60, 60))
            b = a @ a.T + 60 * np.eye(60)
            assert np.allclose(a @ a, np.einsum('ij,jk->ik', a, a))
            assert np.allclose(b @ np.linalg.solve(b, a[:, 0]), a[:, 0])
            values, vectors = np.linalg.eigh(b)
            assert np.allclose(vectors * values @ vectors.T, b)
            assert np.allclose(np.fft.ifft(np.fft.fft(a)), a)
            assert (np.sort(a.ravel())[1:] >= np.sort(a.ravel())[:-1]).all()
            assert (pickle.loads(pickle.dumps(a)) == a).all()
            total = float(np.random.default_rng(7).standard_normal(10_000).sum())
            loaded = sorted(name for name, module in sys.modules.items()
                            if name.startswith('numpy') and str(getattr(module, '__file__', '')).endswith('.so'))
            """;

    private static final String SCIPY = """
            import numpy as np, scipy.fft, scipy.integrate, scipy.linalg, scipy.optimize, scipy.sparse.linalg, scipy.spatial
            import scipy.special
            a = np.random.default_rng(1).standard_normal((40, 40)) + 40 * np.eye(40)
            p, l, u = scipy.linalg.lu(a)
            assert np.allclose(p @ l @ u, a)
            assert np.allclose(scipy.fft.ifft(scipy.fft.fft(a)), a)
            assert abs(scipy.integrate.quad(np.sin, 0, np.pi)[0] - 2) < 1e-9
            found = scipy.optimize.minimize(lambda x: (x[0] - 1) ** 2 + (x[1] + 2) ** 2, [0, 0])
            assert np.allclose(found.x, [1, -2], atol=1e-4), found
            sparse = scipy.sparse.csc_array(a)
            assert np.allclose(sparse @ scipy.sparse.linalg.spsolve(sparse, a[:, 0]), a[:, 0])
            tree = scipy.spatial.cKDTree(np.arange(20.0).reshape(10, 2))
            assert tree.query([2.1, 3.1])[1] == 1
            assert abs(scipy.special.gamma(5) - 24) < 1e-9
            try:
                scipy.linalg.inv(np.zeros((2, 2)))
            except scipy.linalg.LinAlgError:
                pass
            else:
                assert False, 'inverted'
            """;

    /** The main interpreter is as good as a plain python. */
    @Test
    void numpyGivesThePlainResultsInFourAtOnceAndInTheirSuccessors() {
        Interpreter main = interpreters().main();
        main.exec("plain = {}");
        main.prepareMain(Map.of("source", NUMPY));
        main.exec("exec(source, plain)\ntotal, loaded = plain['total'], plain['loaded']\ndel plain, source");
        for (int round = 0; round < 2; round++) {
            inManyAtOnce(COUNT, NUMPY, all -> {
                for (Interpreter interpreter : all) {
                    assertThat(valueOf(interpreter, "total")).isEqualTo(valueOf(main, "total"));
                    assertThat(valueOf(interpreter, "loaded")).isEqualTo(valueOf(main, "loaded"));
                }
            });
        }
    }

    /** Extension modules cannot be initialized again in the same runtime, so they stay. */
    @Test
    void numpyWorksOnAfterAReset() {
        python().exec("import numpy as np; left = np.arange(3)");
        python().reset();
        python().exec("assert 'left' not in globals() and 'np' not in globals()");
        python().exec(NUMPY);
        python().reset();
        python().exec(NUMPY);
    }

    @Test
    void scipyWorksInFourAtOnce() {
        inManyAtOnce(COUNT, SCIPY, _ -> {});
    }
}
