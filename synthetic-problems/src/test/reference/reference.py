"""Reference values for the ground truths, independent of the Java code.

Everything is computed with mpmath at 60 digits, by other methods than the suite's:

* static families: stationary points by bisection over a fine grid (lowest value taken), linear systems by LU;
* regulators: value iteration of the Riccati map, with a cross term where there is one, until it stands still;
* soft MDPs: value iteration until it stands still;
* preferences: brute-force enumeration of all pairs of trajectories;
* every gradient of Phi and Phi_sigma: differences of values with a step of 1e-15, extrapolated once.

Run `python3 reference.py` in this folder (needs mpmath); it rewrites ../resources/reference/*.yaml, whose numbers have 25
digits. Input numbers are doubles and are used here with exactly their binary values.
"""

import json
import pathlib
import random

from mpmath import mp, mpf, matrix, lu_solve, log, exp, sin, cos, sqrt, norm, inverse, eye, zeros

mp.dps = 60
OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "reference"


# ---------------------------------------------------------------- tools

def rnd(rng, low, high):
    return round(rng.uniform(low, high), 3)


def rows(rng, n, m, low=-1.0, high=1.0):
    return [[rnd(rng, low, high) for _ in range(m)] for _ in range(n)]


def M(data):
    return matrix([[mpf(x) for x in row] for row in data])


def V(data):
    return matrix([mpf(x) for x in data])


def diagonal_or_rows(data):
    if isinstance(data, dict):
        d = data["diagonal"]
        return matrix([[mpf(d[i]) if i == j else mpf(0) for j in range(len(d))] for i in range(len(d))])
    return M(data)


def definite(rng, n, condition):
    """A dense symmetric matrix with log-spaced eigenvalues from 1/condition to 1, rounded to doubles and symmetrised."""
    q = M([[rng.gauss(0, 1) for _ in range(n)] for _ in range(n)])
    for j in range(n):  # Gram-Schmidt
        for i in range(j):
            dot = sum(q[k, i] * q[k, j] for k in range(n))
            for k in range(n):
                q[k, j] -= dot * q[k, i]
        length = sqrt(sum(q[k, j] ** 2 for k in range(n)))
        for k in range(n):
            q[k, j] /= length
    e = [mpf(condition) ** (mpf(j) / max(n - 1, 1) - 1) for j in range(n)]
    a = [[float(sum(q[i, k] * e[k] * q[j, k] for k in range(n))) for j in range(n)] for i in range(n)]
    return [[a[max(i, j)][min(i, j)] for j in range(n)] for i in range(n)]


def gradient(function, phi):
    """Central differences with h and h/2, extrapolated: an error of order 1e-60 plus rounding of order 1e-45."""
    result = []
    for i in range(len(phi)):
        def along(t):
            moved = phi.copy()
            moved[i] += t
            return function(moved)

        def central(h):
            return (along(h) - along(-h)) / (2 * h)

        h = mpf(10) ** -15
        result.append((4 * central(h / 2) - central(h)) / 3)
    return result


def tr(x):
    return sum(x[i, i] for i in range(x.rows))


def text(x):
    if isinstance(x, (list, tuple)):
        return [text(y) for y in x]
    if isinstance(x, matrix):
        return [text(y) for y in x]
    return mp.nstr(x, 25, strip_zeros=False, min_fixed=0, max_fixed=0)


def outer_value(upper, phi):
    p = len(phi)
    rho = mpf(upper.get("rho", 0))
    center = [mpf(x) for x in upper.get("center", [0] * p)]
    linear = [mpf(x) for x in upper.get("linear", [0] * p)]
    return rho / 2 * sum((phi[i] - center[i]) ** 2 for i in range(p)) + sum(linear[i] * phi[i] for i in range(p))


def case(problem, phi, sigmas, solve):
    """`solve(phi, sigma)` gives (lambda, g, f) at the minimiser of g + sigma f, at sigma = 0 the one that Phi uses."""
    at = V(phi)
    star, lower, upper = solve(at, None)

    def objective(x):
        return solve(x, None)[2]

    entry = {
        "problem": problem,
        "phi": phi,
        "lambdaStar": text(star),
        "lowerOptimum": text(lower),
        "objective": text(upper),
        "hypergradient": text(gradient(objective, at)),
        "penalised": [],
    }
    for sigma in sigmas:
        s = mpf(sigma)

        def penalty(x, s=s):
            _, g, f = solve(x, s)
            return f + (g - solve(x, None)[1]) / s

        entry["penalised"].append({
            "sigma": sigma,
            "lambdaSigma": text(solve(at, s)[0]),
            "penaltyObjective": text(penalty(at)),
            "penaltyHypergradient": text(gradient(penalty, at)),
        })
    return entry


def write(family, cases):
    OUT.mkdir(parents=True, exist_ok=True)
    header = (
        "# Reference values for the family " + family + ", computed by ../../reference/reference.py with mpmath at 60 digits,\n"
        "# by other methods than the suite's (see the head of that script). Bars: 1e-10 relative for solutions and values,\n"
        "# 1e-8 for gradients.\n")
    body = json.dumps({"cases": cases}, indent=1, ensure_ascii=False)
    (OUT / (family + ".yaml")).write_text(header + body + "\n", encoding="utf-8")
    print(family, len(cases))


# ---------------------------------------------------------------- static families

def static_upper(rng, d, p):
    return {
        "target": [rnd(rng, -1.5, 1.5) for _ in range(d)],
        "weight": [rnd(rng, 0.5, 1.5) for _ in range(d)],
        "rho": 0.25,
        "center": [rnd(rng, -0.5, 0.5) for _ in range(p)],
        "linear": [rnd(rng, -0.5, 0.5) for _ in range(p)],
    }


def static_loss(upper, lam, phi):
    e, w = upper["target"], upper["weight"]
    return sum(mpf(w[j]) * (lam[j] - mpf(e[j])) ** 2 for j in range(len(e))) / 2 + outer_value(upper, phi)


def quadratic(rng, d, p, condition):
    problem = {"family": "quadratic", "H": definite(rng, d, condition), "C": rows(rng, d, p), "upper": static_upper(rng, d, p)}
    H, C, u = M(problem["H"]), M(problem["C"]), problem["upper"]
    W = matrix([[mpf(u["weight"][i]) if i == j else mpf(0) for j in range(d)] for i in range(d)])
    e = V(u["target"])

    def solve(phi, sigma):
        z = C * phi
        lam = z if sigma is None else lu_solve(H + sigma * W, H * z + sigma * (W * e))
        r = lam - z
        return lam, (r.T * (H * r))[0] / 2, static_loss(u, lam, phi)

    return case(problem, [rnd(rng, -1, 1) for _ in range(p)], [1.0, 0.01, 1e-6], solve)


def rank_deficient(rng, d, p, r, residual):
    basis = rows(rng, r, d)
    m = basis + ([[sum(row[j] for row in basis) for j in range(d)]] if residual else [])
    c = rows(rng, len(m), p)
    problem = {"family": "rank-deficient-quadratic", "M": m, "C": c, "upper": static_upper(rng, d, p)}
    A, C, u = M(m), M(c), problem["upper"]
    W = matrix([[mpf(u["weight"][i]) if i == j else mpf(0) for j in range(d)] for i in range(d)])
    e = V(u["target"])
    B = M(basis)

    def solve(phi, sigma):
        b = C * phi
        if sigma is None:
            # least f on {A'A x = A'b}: with the rows of B a basis of the row space, A'A x = A'b says T B x = y.
            T = A.T * A * B.T * inverse(B * B.T)  # A'A = T B
            y = lu_solve(T.T * T, T.T * (A.T * b))
            kkt = zeros(d + r, d + r)
            kkt[0:d, 0:d] = W
            kkt[0:d, d:d + r] = B.T
            kkt[d:d + r, 0:d] = B
            rhs = zeros(d + r, 1)
            rhs[0:d, 0] = W * e
            rhs[d:d + r, 0] = y
            lam = lu_solve(kkt, rhs)[0:d, 0]
        else:
            lam = lu_solve(A.T * A + sigma * W, A.T * b + sigma * (W * e))
        res = A * lam - b
        return lam, (res.T * res)[0] / 2, static_loss(u, lam, phi)

    return case(problem, [rnd(rng, -1, 1) for _ in range(p)], [1.0, 0.01, 1e-6], solve)


def lowest(value, slope, low, high, cells=4000):
    """The lowest stationary point of a function of one variable on [low, high], by bisection in every cell."""
    best = None
    grid = [low + (high - low) * mpf(k) / cells for k in range(cells + 1)]
    slopes = [slope(y) for y in grid]
    for k in range(cells):
        a, b, fa, fb = grid[k], grid[k + 1], slopes[k], slopes[k + 1]
        if fa == 0:
            root = a
        elif fa * fb < 0:
            root = mp.findroot(slope, (a, b), solver="anderson", tol=mpf(10) ** -100, verify=False)
        else:
            continue
        if best is None or value(root) < value(best):
            best = root
    return best


def separable(problem, rng, p, loss, loss_slope, reach):
    C, u = diagonal_or_rows(problem["C"]), problem["upper"]
    d = len(u["target"])
    cache = {}

    def coordinate(z, s, e):
        def value(y):
            return loss(y, z) + s * (y - e) ** 2 / 2

        def slope(y):
            return loss_slope(y, z) + s * (y - e)

        # The basin is found once on a coarse key, then followed: differences must not jump between minima.
        key = (mp.nstr(z, 8), mp.nstr(s, 8), mp.nstr(e, 8))
        if key not in cache:
            low = min(z, e) - reach
            high = max(z, e) + reach
            cache[key] = lowest(value, slope, low, high)
        return mp.findroot(slope, cache[key], tol=mpf(10) ** -110, maxsteps=100, verify=False)

    def solve(phi, sigma):
        z = C * phi
        s = mpf(0) if sigma is None else sigma
        lam = matrix([coordinate(z[j], s * mpf(u["weight"][j]), mpf(u["target"][j])) for j in range(d)])
        return lam, sum(loss(lam[j], z[j]) for j in range(d)), static_loss(u, lam, phi)

    return case(problem, [rnd(rng, -1, 1) for _ in range(p)], [1.0, 0.05, 1e-6], solve)


def sine(rng, d, p, a):
    problem = {"family": "sine-composite", "a": a, "C": rows(rng, d, p), "upper": static_upper(rng, d, p)}
    A = mpf(a)
    return separable(
        problem, rng, p,
        lambda y, z: (y + A * sin(y) - z) ** 2 / 2,
        lambda y, z: (y + A * sin(y) - z) * (1 + A * cos(y)),
        mpf(2))


def karimi(rng, d, p, c):
    problem = {"family": "karimi", "c": c, "C": rows(rng, d, p), "upper": static_upper(rng, d, p)}
    k = mpf(c)
    return separable(
        problem, rng, p,
        lambda y, z: (y - z) ** 2 + k * sin(y - z) ** 2,
        lambda y, z: 2 * (y - z) + k * sin(2 * (y - z)),
        mpf(1))


def double_well(rng, d, p, tilt):
    problem = {"family": "double-well", "C": rows(rng, d, p), "tilt": tilt, "upper": static_upper(rng, d, p)}
    t = mpf(tilt)
    return separable(
        problem, rng, p,
        lambda y, z: ((y - z) ** 2 - 1) ** 2 / 4 + t * (y - z),
        lambda y, z: (y - z) ** 3 - (y - z) + t,
        mpf(3))


def pl_game(rng, d, p, r):
    b = [[rnd(rng, -1, 1) for _ in range(r)] for _ in range(d)]
    q = [[float(sum(mpf(b[i][k]) * mpf(b[j][k]) for k in range(r))) for j in range(d)] for i in range(d)]
    # Integer coefficients on the rows of Q keep R2 in its range exactly.
    pick = [[rng.choice([-2, -1, 0, 1, 2]) for _ in range(d)] for _ in range(p)]
    r2 = [[float(sum(mpf(pick[i][k]) * mpf(q[k][j]) for k in range(d))) for j in range(d)] for i in range(p)]
    r1 = [[-0.5 * x for x in row] for row in r2]
    problem = {
        "family": "pl-game",
        "P": [[1.0 if i == j else 0.0 for j in range(p)] for i in range(p)],
        "Q": q, "R1": r1, "R2": r2,
    }
    P, Q, R1, R2, Bm = M(problem["P"]), M(q), M(r1), M(r2), M(b)

    def pinv_apply(y):
        # Q = B B' with B of full column rank: Q+ = B (B'B)^-2 B'.
        G = Bm.T * Bm
        return Bm * lu_solve(G, lu_solve(G, Bm.T * y))

    def solve(phi, sigma):
        R = R2 if sigma is None else R2 + sigma * R1
        lam = -pinv_apply(R.T * phi)
        g = (lam.T * (Q * lam))[0] / 2 + (phi.T * (R2 * lam))[0]
        f = (phi.T * (P * phi))[0] / 2 + (phi.T * (R1 * lam))[0]
        return lam, g, f

    return case(problem, [rnd(rng, -1, 1) for _ in range(p)], [1.0, 0.05, 1e-6], solve)


# ---------------------------------------------------------------- regulators

def riccati(A, B, Q, R, N):
    """Value iteration for x'Qx + 2x'Nu + u'Ru; a doubling-free loop that ends when nothing moves."""
    P = Q
    for _ in range(200000):
        S = R + B.T * P * B
        K = lu_solve_matrix(S, B.T * P * A + N.T)
        new = Q + A.T * P * A - (A.T * P * B + N) * K
        new = (new + new.T) / 2
        if norm(new - P, "inf") < mpf(10) ** -56 * (1 + norm(new, "inf")):
            return new, K
        P = new
    raise ArithmeticError("value iteration did not end")


def lu_solve_matrix(A, B):
    X = zeros(A.rows, B.cols)
    inv = inverse(A)
    return inv * B


def lyapunov(F, D):
    S = D
    T = F
    total = D
    for _ in range(200):
        add = T * total * T.T
        total = total + add
        T = T * T
        if norm(add, "inf") < mpf(10) ** -58 * norm(total, "inf"):
            return total
    raise ArithmeticError("doubling did not end")


def regulator(rng, n, m, p, gamma, condition, imitation, radius=1.05):
    raw = M([[rng.gauss(0, 1) for _ in range(n)] for _ in range(n)])
    scale = mpf(radius) / max(abs(x) for x in mp.eig(raw)[0]) if n > 1 else mpf(radius) / abs(raw[0, 0])
    a = [[float(raw[i, j] * scale) for j in range(n)] for i in range(n)]
    problem = {
        "family": "lqr-imitation" if imitation else "lqr-reward-design",
        "A": a,
        "B": rows(rng, n, m, -0.6, 0.6),
        "W": [[0.02 * x for x in row] for row in definite(rng, n, condition)],
        "Sigma0": definite(rng, n, condition),
        "gamma": gamma,
        "exploration": 0.2,
        "agent": {
            "Q": {"diagonal": [0.2] * n},
            "weights": [definite(rng, n, condition) for _ in range(p)],
            "R": definite(rng, m, condition),
        },
    }
    if imitation:
        problem["expert"] = rows(rng, m, n)
    else:
        problem["designer"] = {"Q": definite(rng, n, condition), "R": [[0.5 * x for x in row] for row in definite(rng, m, condition)]}
    problem["upper"] = {
        "rho": 0.5,
        "center": [rnd(rng, -0.3, 0.3) for _ in range(p)],
        "linear": [rnd(rng, -0.5, 0.5) for _ in range(p)],
    }
    root = sqrt(mpf(gamma))
    A, B = M(a) * root, M(problem["B"]) * root
    s2 = mpf(0.2) ** 2
    share = mpf(gamma) / (1 - mpf(gamma))
    Bu = M(problem["B"])
    D = M(problem["Sigma0"]) + share * (M(problem["W"]) + s2 * Bu * Bu.T)
    agent = problem["agent"]
    base, R = diagonal_or_rows(agent["Q"]), M(agent["R"])
    weights = [M(w) for w in agent["weights"]]
    zero = zeros(n, m)
    noise = s2 / (1 - mpf(gamma))

    def solve(phi, sigma):
        Q = base
        for i in range(p):
            Q = Q + exp(phi[i]) * weights[i]
        if sigma is None:
            K = riccati(A, B, Q, R, zero)[1]
        elif imitation:
            E = M(problem["expert"])
            K = riccati(A, B, Q + sigma / 2 * E.T * E, R + sigma / 2 * eye(m), sigma / 2 * E.T)[1]
        else:
            K = riccati(A, B, Q + sigma * M(problem["designer"]["Q"]), R + sigma * M(problem["designer"]["R"]), zero)[1]
        S = lyapunov(A - B * K, D)
        g = tr((Q + K.T * R * K) * S) + noise * tr(R)
        if imitation:
            G = K - M(problem["expert"])
            f = tr(G * S * G.T) / 2
        else:
            Q0, R0 = M(problem["designer"]["Q"]), M(problem["designer"]["R"])
            f = tr((Q0 + K.T * R0 * K) * S) + noise * tr(R0)
        return matrix([K[i, j] for i in range(m) for j in range(n)]), g, f + outer_value(problem["upper"], phi)

    return case(problem, [rnd(rng, -0.5, 0.5) for _ in range(p)], [1.0, 0.05, 1e-6], solve)


# ---------------------------------------------------------------- soft MDPs

def mdp_data(rng, S, A, p, gamma, tau, reward):
    def distribution(n):
        x = [rng.randint(1, 16) for _ in range(n)]
        total = 64
        x = [v * 64 // sum(x) for v in x]
        x[0] += 64 - sum(x)
        return [v / total for v in x]  # multiples of 1/64: exact in binary, and the rows sum to 1 exactly

    return {
        "transitions": [[distribution(S) for _ in range(A)] for _ in range(S)],
        "initial": distribution(S),
        "gamma": gamma,
        "temperature": tau,
        "features": [[[reward * rnd(rng, -1, 1) for _ in range(p)] for _ in range(A)] for _ in range(S)],
    }


def soft_values(data, reward, tau):
    """Soft value iteration; returns Q and the policy."""
    T, gamma = data["transitions"], mpf(data["gamma"])
    S, A = len(T), len(T[0])
    P = [[[mpf(x) for x in T[s][a]] for a in range(A)] for s in range(S)]
    value = [mpf(0)] * S
    while True:
        Q = [[reward[s][a] + gamma * sum(P[s][a][k] * value[k] for k in range(S)) for a in range(A)] for s in range(S)]
        new = []
        for s in range(S):
            top = max(Q[s])
            new.append(top + tau * log(sum(exp((q - top) / tau) for q in Q[s])))
        change = max(abs(new[s] - value[s]) for s in range(S))
        value = new
        if change < mpf(10) ** -54 * (1 + max(abs(v) for v in value)):
            break
    policy = [[exp((Q[s][a] - value[s]) / tau) for a in range(A)] for s in range(S)]
    return policy


def policy_value(data, policy, reward):
    T, gamma = data["transitions"], mpf(data["gamma"])
    S, A = len(T), len(T[0])
    system = eye(S)
    rhs = zeros(S, 1)
    for s in range(S):
        rhs[s] = sum(policy[s][a] * reward[s][a] for a in range(A))
        for k in range(S):
            system[s, k] -= gamma * sum(policy[s][a] * mpf(T[s][a][k]) for a in range(A))
    v = lu_solve(system, rhs)
    return sum(mpf(data["initial"][s]) * v[s] for s in range(S))


def soft_mdp(rng, S, A, p, gamma, tau, reward=1.0):
    data = mdp_data(rng, S, A, p, gamma, tau, reward)
    problem = {"family": "soft-mdp", **data}
    problem["baseReward"] = [[reward * rnd(rng, -1, 1) for _ in range(A)] for _ in range(S)]
    problem["designerReward"] = [[rnd(rng, -1, 1) for _ in range(A)] for _ in range(S)]
    problem["upper"] = {"rho": 0.5, "center": [0.0] * p, "linear": [rnd(rng, -0.5, 0.5) for _ in range(p)]}
    t = mpf(tau)

    def solve(phi, sigma):
        r = [[mpf(problem["baseReward"][s][a]) + sum(phi[i] * mpf(data["features"][s][a][i]) for i in range(p))
              for a in range(A)] for s in range(S)]
        r0 = [[mpf(x) for x in row] for row in problem["designerReward"]]
        used = r if sigma is None else [[r[s][a] + sigma * r0[s][a] for a in range(A)] for s in range(S)]
        policy = soft_values(data, used, t)
        regular = [[r[s][a] - t * log(policy[s][a]) for a in range(A)] for s in range(S)]
        g = -policy_value(data, policy, regular)
        f = -policy_value(data, policy, r0) + outer_value(problem["upper"], phi)
        return matrix([policy[s][a] for s in range(S) for a in range(A)]), g, f

    return case(problem, [rnd(rng, -1, 1) for _ in range(p)], [1.0, 0.05, 1e-6], solve)


# ---------------------------------------------------------------- preferences

def trajectories(data, policy, horizon):
    """All trajectories with their probabilities, as lists of (state, action)."""
    T = data["transitions"]
    S, A = len(T), len(T[0])
    paths = [([], s, mpf(data["initial"][s])) for s in range(S)]
    for t in range(horizon):
        longer = []
        for steps, s, probability in paths:
            for a in range(A):
                taken = (steps + [(s, a)], probability * policy[s][a])
                if t == horizon - 1:
                    longer.append((taken[0], None, taken[1]))
                else:
                    longer += [(taken[0], k, taken[1] * mpf(T[s][a][k])) for k in range(S)]
        paths = longer
    return [(steps, probability) for steps, _, probability in paths]


def preference(rng, S, A, p, horizon, pairs):
    data = mdp_data(rng, S, A, p, 0.75, 0.5, 1.0)
    environment = {"family": "soft-mdp", **data, "baseReward": [[rnd(rng, -1, 1) for _ in range(A)] for _ in range(S)]}
    problem = {
        "family": "preference",
        "environment": environment,
        "trueReward": [[rnd(rng, -1, 1) for _ in range(A)] for _ in range(S)],
        "horizon": horizon,
        "pairs": pairs,
        "upper": {"rho": 0.5, "center": [0.0] * p, "linear": [rnd(rng, -0.5, 0.5) for _ in range(p)]},
    }
    t = mpf(data["temperature"])
    uniform = [[mpf(1) / A] * A for _ in range(S)]

    def rewards(phi):
        return [[mpf(environment["baseReward"][s][a]) + sum(phi[i] * mpf(data["features"][s][a][i]) for i in range(p))
                 for a in range(A)] for s in range(S)]

    def lower(policy, r):
        regular = [[r[s][a] - t * log(policy[s][a]) for a in range(A)] for s in range(S)]
        return -policy_value(data, policy, regular)

    def upper(policy, r, phi):
        drawn = trajectories(data, policy if pairs == "current-policy" else uniform, horizon)
        score = [sum(r[s][a] for s, a in steps) for steps, _ in drawn]
        true = [sum(mpf(problem["trueReward"][s][a]) for s, a in steps) for steps, _ in drawn]
        total = mpf(0)
        for i in range(len(drawn)):
            for j in range(i + 1):
                z, y = score[i] - score[j], true[i] - true[j]
                label = 1 / (1 + exp(-y))
                loss = label * log(1 + exp(-z)) + (1 - label) * log(1 + exp(z))
                total += (1 if i == j else 2) * drawn[i][1] * drawn[j][1] * loss
        return total + outer_value(problem["upper"], phi)

    def softmax(free):
        """Logits with the first action's at 0."""
        policy = []
        for s in range(S):
            w = [mpf(1)] + [exp(free[s * (A - 1) + a]) for a in range(A - 1)]
            policy.append([x / sum(w) for x in w])
        return policy

    def solve(phi, sigma):
        r = rewards(phi)
        policy = soft_values(data, r, t)
        if sigma is not None and pairs == "current-policy":
            free = [log(policy[s][a + 1] / policy[s][0]) for s in range(S) for a in range(A - 1)]

            def slopes(*x):
                def h(y):
                    made = softmax(y)
                    return lower(made, r) + sigma * upper(made, r, phi)

                step = mpf(10) ** -18
                result = []
                for k in range(len(x)):
                    up, down = list(x), list(x)
                    up[k] += step
                    down[k] -= step
                    result.append((h(up) - h(down)) / (2 * step))
                return result

            root = mp.findroot(slopes, free, tol=mpf(10) ** -60, maxsteps=12, verify=False)
            policy = softmax(list(root))
        flat = matrix([policy[s][a] for s in range(S) for a in range(A)])
        return flat, lower(policy, r), upper(policy, r, phi)

    sigmas = [0.05] if pairs == "current-policy" else [1.0, 1e-6]
    return case(problem, [rnd(rng, -1, 1) for _ in range(p)], sigmas, solve)


# ---------------------------------------------------------------- all of them

def main():
    write("quadratic", [
        quadratic(random.Random(1), 1, 1, 1), quadratic(random.Random(2), 4, 2, 10), quadratic(random.Random(3), 6, 3, 1e6)])
    write("rank-deficient-quadratic", [
        rank_deficient(random.Random(1), 2, 1, 1, False), rank_deficient(random.Random(2), 5, 2, 3, False),
        rank_deficient(random.Random(3), 4, 3, 2, True)])
    write("sine-composite", [
        sine(random.Random(1), 1, 1, 0.5), sine(random.Random(2), 4, 2, 0.9), sine(random.Random(3), 3, 2, 0.99)])
    write("karimi", [
        karimi(random.Random(1), 1, 1, 1.0), karimi(random.Random(2), 4, 2, 3.0), karimi(random.Random(3), 3, 2, 4.5)])
    write("double-well", [double_well(random.Random(1), 1, 1, 0.2), double_well(random.Random(2), 3, 2, 0.05)])
    write("pl-game", [pl_game(random.Random(1), 1, 1, 1), pl_game(random.Random(2), 4, 2, 2)])
    write("lqr-reward-design", [
        regulator(random.Random(1), 1, 1, 1, 0.8, 1, False), regulator(random.Random(2), 3, 2, 2, 0.9, 10, False),
        regulator(random.Random(3), 2, 1, 2, 0.99, 1e3, False), regulator(random.Random(4), 4, 2, 1, 0.95, 1e6, False)])
    write("lqr-imitation", [
        regulator(random.Random(1), 1, 1, 1, 0.8, 1, True), regulator(random.Random(2), 3, 2, 2, 0.9, 10, True),
        regulator(random.Random(3), 2, 1, 2, 0.99, 1e3, True)])
    write("soft-mdp", [
        soft_mdp(random.Random(1), 1, 2, 1, 0.5, 1.0), soft_mdp(random.Random(2), 4, 3, 2, 0.9, 0.5),
        soft_mdp(random.Random(3), 3, 2, 2, 0.8, 1e-3), soft_mdp(random.Random(4), 3, 2, 1, 0.95, 10.0, 100.0)])
    write("preference", [
        preference(random.Random(1), 2, 2, 1, 2, "current-policy"), preference(random.Random(2), 2, 2, 2, 2, "reference-policy")])


if __name__ == "__main__":
    main()
