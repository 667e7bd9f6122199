"""Classifying, regression, clusters, reduction, a pipeline with a search, and the spread over threads by joblib."""

import numpy as np
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_iris, make_regression
from sklearn.decomposition import PCA
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def run():
    data, labels = load_iris(return_X_y=True)
    train, test, train_labels, test_labels = train_test_split(data, labels, random_state=0)
    forest = RandomForestClassifier(20, random_state=0, n_jobs=2).fit(train, train_labels)
    search = GridSearchCV(make_pipeline(StandardScaler(), SVC()), {"svc__C": [0.1, 1, 10]}, cv=3).fit(train, train_labels)
    x, y = make_regression(200, 5, random_state=1)
    boosted = GradientBoostingRegressor(n_estimators=20, random_state=0).fit(x, y)
    words = TfidfVectorizer().fit_transform(["a tea cup", "a coffee cup", "tea and coffee"])
    try:
        SVC().fit([[1]], [1])
    except ValueError as error:
        failure = str(error)
    return (
        forest.predict(test).tolist(),
        search.best_params_,
        np.round(cross_val_score(LogisticRegression(max_iter=500), data, labels), 4).tolist(),
        np.sort(KMeans(3, random_state=0, n_init=3).fit(data).cluster_centers_.sum(axis=1)).round(4).tolist(),
        DBSCAN(0.6).fit(data).labels_.max().item(),
        np.abs(PCA(2).fit(data).explained_variance_ratio_).round(5).tolist(),
        np.round(boosted.predict(x[:3]), 3).tolist(),
        (words.shape, words.nnz),
        failure,
    )
