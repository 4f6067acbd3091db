# docker build -t sapalab .
# docker run -d --name sapalab -p 127.0.0.1:3000:3000 -v sapalab:/data sapalab

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY flows ./flows
COPY src ./src
COPY templates ./templates
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
# What pages send to the browser as it is lies beside the sources, below the installation's root.
COPY src/admin/assets ./src/admin/assets
COPY src/site/assets ./src/site/assets
COPY src/transports/simulator/assets ./src/transports/simulator/assets

# The program belongs to root and can be changed by nobody; only /data is the lab's to write.
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
