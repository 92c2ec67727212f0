# The portal in a container: one image, three commands (web, worker, scheduler).
#   docker build -t portal .
#   docker run --env-file portal.env -v portal-data:/data -p 8000:8000 portal
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 VENV=/opt/venv
WORKDIR /app
RUN python -m venv $VENV
COPY requirements.lock ./
RUN $VENV/bin/pip install --require-hashes -r requirements.lock
COPY . .
# Nothing that depends on the deployment is built in: this key signs nothing.
RUN $VENV/bin/python bin/portal catalogues \
    && SECRET_KEY=build-only STATIC_ROOT=/app/staticfiles \
       $VENV/bin/python manage.py collectstatic --noinput -v0

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal /data
ENV PATH=/opt/venv/bin:$PATH VENV=/opt/venv PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data STATIC_ROOT=/app/staticfiles BIND=0.0.0.0 PORT=8000
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER portal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "bin/portal", "alive"]
# Beside it, from the same image: `python manage.py migrate` once for each release,
# and, each in a container of its own, `python manage.py db_worker` and
# `python manage.py run_jobs --loop`.
CMD ["gunicorn", "--config", "bin/gunicorn.conf.py"]
