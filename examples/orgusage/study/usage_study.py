#!/usr/bin/env python3
"""Measured study behind the default scorecard `usage`.

    usage_study.py EVENTS.csv.gz LABELS.csv.gz

EVENTS: received_at, occurred_at, account_id, user_id, product, feature, kind, n_files
LABELS: as_of, account_id, churn180, contract180

For every labelled (as_of, account) each metric is computed from the events with
occurred_at < as_of AND received_at < as_of and from nothing else. Granularity is the UTC day:
an event of the day before as_of has age 1; the window "90d" is the ages 1..90.
"""
import sys
import numpy as np
import pandas as pd

TRAIN_MAX, TEST_MIN = "2015-01-01", "2015-07-01"
B = 1000          # bootstrap resamples, of accounts, not of rows
SEED = 20170401


# ---------------------------------------------------------------- metrics
def ratio(a, b):
    return a / b if b else np.nan          # zero denominator = missing


def account_metrics(g):
    """g: dict of arrays of one account's visible events. Returns name -> value (nan = missing)."""
    age, user, feat, prod, kind, nf = (g[k] for k in ("age", "user", "feature", "product", "kind", "n_files"))
    m = {"days_since_activity": age.min()}
    w = lambda n: age <= n
    prev = lambda n: (age > n) & (age <= 2 * n)
    uniq = lambda a: len(np.unique(a))
    for n in (14, 30, 60, 90, 180, 365):
        s = w(n)
        m[f"events_{n}d"] = s.sum()
        m[f"active_users_{n}d"] = uniq(user[s])
        m[f"active_days_{n}d"] = uniq(age[s])
        m[f"active_weeks_{n}d"] = uniq((age[s] - 1) // 7)
    for n in (90, 180):
        s = w(n)
        m[f"files_sum_{n}d"] = nf[s].sum()
        m[f"files_mean_{n}d"] = nf[s].mean() if s.any() else np.nan
        m[f"features_{n}d"] = uniq(feat[s])
        m[f"products_{n}d"] = uniq(prod[s])
        for k, name in ((1, "fix"), (2, "doc"), (3, "revert")):
            m[f"{name}_share_{n}d"] = ratio((kind[s] == k).sum(), s.sum())
    for n in (30, 60, 90, 180, 365):
        m[f"events_change_{n}d"] = ratio(w(n).sum(), prev(n).sum())
        m[f"users_change_{n}d"] = ratio(uniq(user[w(n)]), uniq(user[prev(n)]))
        m[f"active_days_change_{n}d"] = ratio(uniq(age[w(n)]), uniq(age[prev(n)]))
    m["features_change_90d"] = ratio(uniq(feat[w(90)]), uniq(feat[prev(90)]))
    for a, b in ((30, 90), (30, 180), (90, 365), (180, 365)):
        m[f"events_{a}d_per_{b}d"] = ratio(w(a).sum(), w(b).sum())
        m[f"users_{a}d_per_{b}d"] = ratio(uniq(user[w(a)]), uniq(user[w(b)]))
    m["events_per_user_90d"] = ratio(w(90).sum(), uniq(user[w(90)]))
    for h in (7, 14, 30, 60, 90, 180):
        m[f"decayed_hl{h}"] = (0.5 ** (age / h)).sum()
    for n in (90, 180, 365):
        c = np.unique(user[w(n)], return_counts=True)[1]
        m[f"concentration_{n}d"] = c.max() / c.sum() if len(c) else np.nan
        m[f"hhi_{n}d"] = ((c / c.sum()) ** 2).sum() if len(c) else np.nan
    u, c = np.unique(user[w(180)], return_counts=True)   # sorted: ties go to the first id
    m["champion_silent_days"] = age[user == u[c.argmax()]].min() if len(u) else np.nan
    m["champion_extra_silence"] = m["champion_silent_days"] - m["days_since_activity"]
    # evenness: spread of the gaps between active days (study only, not a measure of the product)
    gaps = np.diff(np.unique(age[w(180)]))
    m["gap_cv_180d"] = gaps.std() / gaps.mean() if len(gaps) > 1 else np.nan
    wk = np.bincount((age[age <= 182] - 1) // 7, minlength=26)
    m["weekly_cv_182d"] = wk.std() / wk.mean() if wk.sum() else np.nan
    m["users_ever"] = uniq(user)
    m["seats_active_90d"] = ratio(uniq(user[w(90)]), uniq(user))
    for name, col, cut in (("halved_use_90d", "events_change_90d", .5), ("halved_use_180d", "events_change_180d", .5),
                           ("fewer_users_90d", "users_change_90d", 1), ("fewer_users_180d", "users_change_180d", 1)):
        m[name] = np.nan if np.isnan(m[col]) else float(m[col] < cut)
    return m


def load(ev_path, lb_path):
    ev = pd.read_csv(ev_path, keep_default_na=False, dtype={"n_files": int})
    lb = pd.read_csv(lb_path)
    ev["occ"] = pd.to_datetime(ev.occurred_at, utc=True)
    ev["rec"] = pd.to_datetime(ev.received_at, utc=True)
    ev["day"] = ev.occ.astype("int64") // 86_400_000_000_000
    # integer codes in lexicographic order, so that ties break by id; "feature" is product/feature
    ev["feature"] = ev["product"] + "/" + ev["feature"]
    for c in ("user_id", "feature", "product"):
        ev[c] = pd.Categorical(ev[c]).codes
    ev["kind"] = ev.kind.map({"work": 0, "fix": 1, "doc": 2, "revert": 3})
    return ev, lb


def metrics_at(ev, t, accounts=None):
    T = pd.Timestamp(t, tz="UTC")
    v = ev[(ev.occ < T) & (ev.rec < T)]                      # the only place where events are chosen
    v = v.assign(age=int(T.value // 86_400_000_000_000) - v.day)
    rows = {}
    for a, g in v.groupby("account_id", sort=False):
        if accounts is None or a in accounts:
            rows[a] = account_metrics({"age": g.age.values, "user": g.user_id.values, "feature": g.feature.values,
                                       "product": g["product"].values, "kind": g.kind.values, "n_files": g.n_files.values})
    return pd.DataFrame.from_dict(rows, orient="index").astype(float)


def table(ev, lb):
    parts = []
    for t, g in lb.groupby("as_of"):
        m = metrics_at(ev, t, set(g.account_id)).reindex(g.account_id)
        parts.append(pd.concat([g.reset_index(drop=True), m.reset_index(drop=True)], axis=1))
    return pd.concat(parts, ignore_index=True)


# ---------------------------------------------------------------- AUC with account bootstrap
def boot_weights(accounts):
    a = pd.Categorical(accounts)
    k = len(a.categories)
    rng = np.random.default_rng(SEED)
    w = rng.multinomial(k, np.full(k, 1 / k), size=B)
    return np.vstack([np.ones(k, int), w])[:, a.codes].astype(float)     # row 0 = the sample itself


def pairs_w(x, y, W):
    """(concordant pairs, all pairs) of x for y=1 under each weight row; ties count half."""
    o = np.argsort(x, kind="stable")
    xs, ys, W = x[o], y[o], W[:, o]
    starts = np.flatnonzero(np.r_[True, xs[1:] != xs[:-1]])
    p = np.add.reduceat(W * ys, starts, axis=1)
    n = np.add.reduceat(W * (1 - ys), starts, axis=1)
    below = np.cumsum(n, axis=1) - n
    return (p * (below + n / 2)).sum(1), p.sum(1) * n.sum(1)


def auc_w(x, y, W):
    c, n = pairs_w(x, y, W)
    with np.errstate(invalid="ignore", divide="ignore"):
        return c / n


def auc(df, x, label):
    x = np.asarray(x, float)
    ok = ~np.isnan(x)
    d = df[ok]
    r = auc_w(x[ok], d[label].values.astype(float), boot_weights(d.account_id))
    lo, hi = np.nanpercentile(r[1:], [2.5, 97.5])
    return r[0], lo, hi, int(ok.sum())


def auc_diff(df, x1, x2, label):
    W = boot_weights(df.account_id)
    y = df[label].values.astype(float)
    d = auc_w(np.asarray(x1, float), y, W) - auc_w(np.asarray(x2, float), y, W)
    return (d[0], *np.nanpercentile(d[1:], [2.5, 97.5]))


def auc_within(df, metric, label, strata):
    """AUC over pairs of rows of the same stratum only: what the metric adds among comparable accounts."""
    df = df[df[metric].notna()]
    st = strata.loc[df.index].values
    W = boot_weights(df.account_id)
    c = n = 0
    for k in np.unique(st):
        i = st == k
        ci, ni = pairs_w(df[metric].values[i], df[label].values[i].astype(float), W[:, i])
        c, n = c + ci, n + ni
    r = c / n
    return (r[0], *np.nanpercentile(r[1:], [2.5, 97.5]), len(df))


# ---------------------------------------------------------------- the scorecard
# the scorecard file calls events_change_60d activity_change_60d
# metric -> normaliser knots; read off the outcome rates of the training part (monotone, round values)
NORM = {
    "days_since_activity": [[0, 1.0], [3, 1.0], [14, 0.8], [30, 0.5], [60, 0.15], [90, 0.0]],
    "active_days_30d":     [[0, 0.0], [1, 0.35], [2, 0.5], [4, 0.7], [8, 1.0]],
    "active_days_90d":     [[0, 0.0], [3, 0.25], [8, 0.6], [20, 0.9], [30, 1.0]],
    "active_users_90d":    [[0, 0.0], [1, 0.25], [2, 0.5], [4, 0.8], [7, 1.0]],
    "concentration_90d":   [[0.3, 1.0], [0.6, 0.7], [0.9, 0.4], [1.0, 0.0]],
    "events_change_60d":   [[0, 0.0], [0.25, 0.3], [0.5, 0.55], [1.0, 0.9], [1.5, 1.0]],
    # candidates that were measured and left out
    "active_days_60d":     [[0, 0.0], [1, 0.15], [4, 0.5], [8, 0.8], [20, 1.0]],
    "champion_silent_days": [[0, 1.0], [14, 0.9], [30, 0.7], [60, 0.3], [120, 0.0]],
    "active_users_30d":    [[0, 0.0], [1, 0.4], [2, 0.75], [4, 1.0]],
    "products_90d":        [[0, 0.0], [1, 0.25], [3, 0.6], [6, 1.0]],
    "features_90d":        [[0, 0.0], [2, 0.2], [5, 0.4], [20, 0.8], [50, 1.0]],
    "events_change_90d":   [[0, 0.0], [0.25, 0.3], [0.5, 0.55], [1.0, 0.9], [1.5, 1.0]],
    "decayed_hl14":        [[0, 0.0], [0.25, 0.2], [1, 0.5], [4, 0.8], [16, 1.0]],
}
DIMS = {  # weights: see weight_rule(); main() checks that the rule still gives these
    "recency":    (30, {"days_since_activity": 100}),
    "regularity": (25, {"active_days_30d": 55, "active_days_90d": 45}),
    "reach":      (25, {"active_users_90d": 55, "concentration_90d": 45}),
    "trend":      (20, {"events_change_60d": 100}),
}
EDGES, BANDS = [0, 25, 50, 75, 100.001], ["Critical", "At Risk", "Moderate", "Healthy"]
BOTH = ("churn180", "contract180")


def norm(df, m):
    x = df[m].values
    y = np.interp(x, *zip(*NORM[m]))
    return np.where(np.isnan(x), np.nan, y)


def wmean(vals, ws):
    a, w = np.array(vals), np.array(ws, float)[:, None]
    ok = ~np.isnan(a)
    with np.errstate(invalid="ignore"):
        return np.where(ok, a * w, 0).sum(0) / (ok * w).sum(0), (ok * w).sum(0) / w.sum()


def score(df, dims=DIMS):
    """Weighted average on both levels, missing inputs excluded and the rest renormalised. -> score, coverage"""
    ds, cs = [], []
    for w, ins in dims.values():
        d, c = wmean([norm(df, m) for m in ins], list(ins.values()))
        ds.append(d), cs.append(c)
    W = [w for w, _ in dims.values()]
    return 100 * wmean(ds, W)[0], np.average(cs, axis=0, weights=W)


def round5(shares):
    """Largest remainder in steps of 5, sum 100."""
    u = np.array(shares) / sum(shares) * 20
    f = np.floor(u).astype(int)
    for i in np.argsort(-(u - f))[:20 - f.sum()]:
        f[i] += 1
    return (f * 5).tolist()


def weight_rule(tr):
    """Weight proportional to strength = mean over both labels of 2*AUC-1 on the training part;
    an input whose interval touches .5 for either label is refused."""
    def strength(x):
        r = [auc(tr, x, l) for l in BOTH]
        assert all(a[1] > .5 for a in r), r
        return float(np.mean([2 * a[0] - 1 for a in r]))
    dim_s, out = [], {}
    for d, (_, ins) in DIMS.items():
        s = [strength(-norm(tr, m)) for m in ins]
        out[d] = dict(zip(ins, zip(np.round(s, 3).tolist(), round5(s))))
        w = dict(zip(ins, round5(s)))
        dim_s.append(strength(-score(tr, {d: (100, w)})[0]))
    return dict(zip(DIMS, zip(np.round(dim_s, 3).tolist(), round5(dim_s)))), out


# ---------------------------------------------------------------- report
f3 = lambda r: f"{r[0]:.3f} [{r[1]:.2f}, {r[2]:.2f}]"
fd = lambda r: f"{r[0]:+.3f} [{r[1]:+.2f}, {r[2]:+.2f}]"


def design(df, cols, med):
    X = df[cols].copy()
    for c in cols:
        X[c] = np.log1p(X[c].fillna(med[c]))
    return X.values


def fitted(tr, te, cols, label, kind="logit"):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.ensemble import GradientBoostingClassifier
    med = tr[cols].median()
    if kind == "logit":
        m = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))
    else:
        m = GradientBoostingClassifier(n_estimators=100, max_depth=5, learning_rate=.1, random_state=0)
    m.fit(design(tr, cols, med), tr[label])
    return m.predict_proba(design(te, cols, med))[:, 1]


def main(ev_path, lb_path):
    ev, lb = load(ev_path, lb_path)
    t = table(ev, lb)
    tr, te = t[t.as_of <= TRAIN_MAX].reset_index(drop=True), t[t.as_of >= TEST_MIN].reset_index(drop=True)
    print("## Data\n")
    for n, p in (("train", tr), ("test", te), ("all", t)):
        print(n, p.as_of.min(), p.as_of.max(), "rows", len(p), "accounts", p.account_id.nunique(),
              *[f"{l} {p[l].sum()} ({p[l].mean():.1%}, {p[p[l] == 1].account_id.nunique()} accounts)" for l in BOTH])
    print("accounts in both parts:", len(set(tr.account_id) & set(te.account_id)))
    # do the labels agree with the event file, as far as it reaches?
    end, agree, n = ev.rec.max(), 0, 0
    for r in lb.itertuples():
        a = pd.Timestamp(r.as_of, tz="UTC")
        b = a + pd.Timedelta(days=180)
        if b <= end:
            n += 1
            agree += (not ((ev.account_id == r.account_id) & (ev.rec >= a) & (ev.rec < b)).any()) == bool(r.churn180)
    print(f"events received until {end:%Y-%m-%d}; churn180 recomputed: {agree} of {n} rows agree")

    print("\n## AUC per metric; above .5 = more of it goes with churn\n")
    print("| metric | train churn | train contract | test churn | test contract | n train/test |\n|---|---|---|---|---|---|")
    for c in t.columns[4:]:
        print(f"| {c} | " + " | ".join(f3(auc(p, p[c], l)) for p in (tr, te) for l in BOTH)
              + f" | {tr[c].notna().sum()}/{te[c].notna().sum()} |")

    print("\n## Folklore among comparable accounts (all rows; pairs inside one stratum only)\n")
    size = pd.cut(t.active_users_180d, [0, 2, 5, 12, 1e9], labels=False)
    rec = pd.cut(t.days_since_activity, [0, 7, 14, 30, 60, 1e9], labels=False)
    print("| metric | all, churn | same size, churn | same recency, churn | all, contract | same size, contract | same recency, contract |\n|---|---|---|---|---|---|---|")
    for c in ("days_since_activity", "champion_silent_days", "champion_extra_silence", "concentration_90d", "concentration_180d",
              "events_change_60d", "halved_use_90d", "users_change_90d", "fewer_users_90d", "active_users_90d",
              "active_days_90d", "gap_cv_180d", "weekly_cv_182d", "users_ever", "seats_active_90d", "revert_share_180d"):
        print(f"| {c} | " + " | ".join(f3(v) for l in BOTH for v in
              (auc(t, t[c], l), auc_within(t, c, l, size), auc_within(t, c, l, rec))) + " |")
    act = t[t.days_since_activity <= 30]
    gone = act.champion_extra_silence > 30
    print("account active within 30 d, champion silent more than 30 d longer:",
          *[f"{n}: {len(q)} rows, churn {q.churn180.mean():.1%}, contract {q.contract180.mean():.1%};" for n, q in
            (("silent", act[gone]), ("present", act[~gone]))])

    print("champion_extra_silence by users in 180 d:", [(n, l, f3(auc(q, q.champion_extra_silence, l)), int(q[l].sum()))
          for n, q in (("2 or fewer", t[size == 0]), ("3-5", t[size == 1]), ("6 or more", t[size >= 2])) for l in BOTH])

    print("\n## Weight rule on the training part\n")
    dw, iw = weight_rule(tr)
    print(dw, iw, sep="\n")
    assert {d: v[1] for d, v in dw.items()} == {d: v[0] for d, v in DIMS.items()}
    assert {d: {m: x[1] for m, x in v.items()} for d, v in iw.items()} == {d: v[1] for d, v in DIMS.items()}

    print("\n## Comparison\n")
    D = DIMS
    six = [m for _, i in D.values() for m in i]
    wide = six + ["events_90d", "active_days_180d", "active_users_30d", "products_90d", "features_90d",
                  "champion_silent_days", "decayed_hl14", "decayed_hl60", "concentration_180d", "events_change_90d", "users_change_90d"]
    var = {
        "usage scorecard": D,
        "equal dimension weights": {d: (25, v[1]) for d, v in D.items()},
        "hand weights 40/30/20/10": {d: (w, v[1]) for w, (d, v) in zip((40, 30, 20, 10), D.items())},
        "without recency": {d: v for d, v in D.items() if d != "recency"},
        "without regularity": {d: v for d, v in D.items() if d != "regularity"},
        "without reach": {d: v for d, v in D.items() if d != "reach"},
        "without trend": {d: v for d, v in D.items() if d != "trend"},
        "without concentration": {**D, "reach": (25, {"active_users_90d": 100})},
        "champion silence added (30 % of recency)": {**D, "recency": (30, {"days_since_activity": 70, "champion_silent_days": 30})},
        "products instead of concentration": {**D, "reach": (25, {"active_users_90d": 55, "products_90d": 45})},
        "features instead of concentration": {**D, "reach": (25, {"active_users_90d": 55, "features_90d": 45})},
        "trend over 90 d": {**D, "trend": (20, {"events_change_90d": 100})},
        "decayed points instead of regularity": {**D, "regularity": (25, {"decayed_hl14": 100})},
        "one 60-day regularity input": {**D, "regularity": (25, {"active_days_60d": 100})},
    }
    print("| rule | train churn | train contract | test churn | test contract | test churn − recency | test contract − recency |\n|---|---|---|---|---|---|---|")
    rows = {"recency alone": (tr.days_since_activity.values, te.days_since_activity.values)}
    rows |= {k: (-score(tr, v)[0], -score(te, v)[0]) for k, v in var.items()}
    for k, (a, b) in rows.items():
        print(f"| {k} | " + " | ".join([f3(auc(tr, a, l)) for l in BOTH] + [f3(auc(te, b, l)) for l in BOTH]
              + [fd(auc_diff(te, b, te.days_since_activity, l)) for l in BOTH]) + " |")
    for k, cols, kind in (("logistic, the six inputs", six, "logit"), (f"logistic, {len(wide)} metrics", wide, "logit"),
                          ("gradient boosting 100×5, %d metrics" % len(wide), wide, "gb")):
        p = [fitted(tr, te, cols, l, kind) for l in BOTH]
        print(f"| {k} | – | – | " + " | ".join([f3(auc(te, x, l)) for x, l in zip(p, BOTH)]
              + [fd(auc_diff(te, x, te.days_since_activity, l)) for x, l in zip(p, BOTH)]) + " |")
        if kind == "logit":
            print("   scorecard minus this:", [fd(auc_diff(te, rows["usage scorecard"][1], x, l)) for x, l in zip(p, BOTH)])
    new = te[~te.account_id.isin(set(tr.account_id))].reset_index(drop=True)
    print("test accounts never seen in training:", len(new), "rows", new.account_id.nunique(), "accounts",
          [(l, int(new[l].sum()), f3(auc(new, -score(new)[0], l)), "recency " + f3(auc(new, new.days_since_activity, l))) for l in BOTH])
    print("by half-year (test):", [(y, len(g), *[f"{auc(g.reset_index(drop=True), -score(g)[0], l)[0]:.2f}" for l in BOTH])
                       for y, g in te.groupby(te.as_of.map(lambda s: s[:4] + ("H1" if s[5:7] < "07" else "H2")))])

    print("\n## Bands\n\n| part | band | rows | share | churn180 | contract180 | churners | contracting |\n|---|---|---|---|---|---|---|---|")
    for n, p in (("train", tr), ("test", te), ("last as_of " + te.as_of.max(), te[te.as_of == te.as_of.max()])):
        b = np.digitize(score(p)[0], EDGES) - 1
        for i, name in enumerate(BANDS):
            q = p[b == i]
            print(f"| {n} | {name} | {len(q)} | {len(q) / len(p):.0%} | {q.churn180.mean():.1%} | {q.contract180.mean():.1%} | "
                  f"{q.churn180.sum()}/{p.churn180.sum()} | {q.contract180.sum()}/{p.contract180.sum()} |")
    for n, p in (("train", tr), ("test", te)):
        s = score(p)[0]
        for cut in (25, 50):
            for l in BOTH:
                y, f = p[l].values == 1, s < cut
                tp, W = (y & f).sum(), boot_weights(p.account_id)[1:]
                ci = [np.percentile((W * (y & f)).sum(1) / (W * d).sum(1), [2.5, 97.5]).round(2).tolist() for d in (f, y)]
                print(f"{n} below {cut} -> {l}: flagged {f.sum()} ({f.mean():.0%}), precision {tp / f.sum():.3f}, base rate {y.mean():.3f}, "
                      f"lift {tp / f.sum() / y.mean():.1f}, recall {tp / y.sum():.3f}, TNR {(~y & ~f).sum() / (~y).sum():.3f}, intervals of precision, recall {ci}")
        print(n, "score quantiles 5/25/50/75/95:", np.percentile(s, [5, 25, 50, 75, 95]).round(1).tolist(), "min coverage", score(p)[1].min().round(2))

    print("\n## Accounts with history but nothing for more than 365 days, at 2017-04-01")
    m = metrics_at(ev, "2017-04-01")
    s, c = score(m)
    d = m.days_since_activity.values > 365
    print(f"{d.sum()} of {len(m)}; score max {s[d].max():.1f}, coverage min {c[d].min():.3f}")
    d = m.days_since_activity.values > 90
    print(f"> 90 days: {d.sum()}; score max {s[d].max():.1f}, coverage min {c[d].min():.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
